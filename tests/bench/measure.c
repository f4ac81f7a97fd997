/*
 * measure FILE NAME PROGRAM [ARGUMENT...]: runs PROGRAM, and adds the line
 *
 *	NAME WALL CPU PEAK
 *
 * to FILE: seconds from start to end, seconds of user and system time, and kB
 * of memory at the peak of its largest process. Exits as PROGRAM did.
 *
 * Small, because a process begins its life with the peak of the one that
 * started it.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static double seconds(struct timeval time)
{
	return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

static int failed(const char *what)
{
	fprintf(stderr, "measure: %s: %s\n", what, strerror(errno));
	return 127;
}

int main(int argc, char **argv)
{
	struct rusage usage;
	double begin, wall;
	int status;
	FILE *file;
	pid_t pid;

	if (argc < 4) {
		fputs("usage: measure FILE NAME PROGRAM [ARGUMENT...]\n", stderr);
		return 2;
	}
	begin = now();
	pid = fork();
	if (pid < 0)
		return failed("fork");
	if (!pid) {
		execvp(argv[3], argv + 3);
		_exit(failed(argv[3]));
	}
	while (wait4(pid, &status, 0, &usage) < 0)
		if (errno != EINTR)
			return failed("wait4");
	wall = now() - begin;
	file = fopen(argv[1], "a");
	if (!file)
		return failed(argv[1]);
	fprintf(file, "%s %.6f %.6f %ld\n", argv[2], wall,
		seconds(usage.ru_utime) + seconds(usage.ru_stime), usage.ru_maxrss);
	if (fclose(file))
		return failed(argv[1]);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
