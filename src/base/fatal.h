/* The end of the program when the system itself fails. */
#ifndef BASE_FATAL_H
#define BASE_FATAL_H

/* The exit statuses that every command uses. */
enum {
	EXIT_GOOD = 0,    /* warnings included */
	EXIT_CONTENT = 1, /* something is wrong with the content */
	EXIT_USAGE = 2,   /* the command line is wrong */
	EXIT_SYSTEM = 3   /* the system or the network failed */
};

/* Prints "almanac: MESSAGE" to standard error and exits with EXIT_SYSTEM. */
_Noreturn void fatal(const char *format, ...)
	__attribute__((format(printf, 1, 2)));

#endif
