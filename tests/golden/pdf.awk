# A small PDF of what is placed by hand: for goldens, so that no binary lies in the
# tree.  usage: LC_ALL=C awk -f pdf.awk LAYOUT >FILE.pdf
#
#   page                 a new page, 595 by 842 pt (there is one to begin with)
#   X Y SIZE TEXT        TEXT in Helvetica of SIZE, its baseline Y pt from the top
function put(s) { printf "%s", s; at += length(s) }
function object(n, s) { place[n] = at; put(n " 0 obj\n" s "\nendobj\n") }
BEGIN { pages = 1 }
/^#/ || NF == 0 { next }
$1 == "page" { pages++; next }
{
    text = $0
    sub(/^[^ ]+ +[^ ]+ +[^ ]+ /, "", text)
    gsub(/[\\()]/, "\\\\&", text)
    body[pages] = body[pages] sprintf("BT /H %s Tf %s %s Td (%s) Tj ET\n", $3, $1, 842 - $2, text)
}
END {
    put("%PDF-1.4\n")
    for (p = 1; p <= pages; p++) kids = kids " " (2 + 2 * p) " 0 R"
    object(1, "<</Type/Catalog/Pages 2 0 R>>")
    object(2, "<</Type/Pages/Count " pages "/Kids[" kids " ]>>")
    object(3, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>")
    for (p = 1; p <= pages; p++) {
        object(2 + 2 * p, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</H 3 0 R>>>>/Contents " (3 + 2 * p) " 0 R>>")
        object(3 + 2 * p, "<</Length " length(body[p]) ">>\nstream\n" body[p] "endstream")
    }
    start = at
    last = 3 + 2 * pages
    put("xref\n0 " (last + 1) "\n0000000000 65535 f \n")
    for (n = 1; n <= last; n++) put(sprintf("%010d 00000 n \n", place[n]))
    put("trailer <</Size " (last + 1) "/Root 1 0 R>>\nstartxref\n" start "\n%%EOF\n")
}
