/* The table of commands. */
#include <stdio.h>

int
main(int argc, char **argv)
{
    (void)argc;
    (void)argv;
    puts("statbrief " SB_VERSION);
    return 0;
}
