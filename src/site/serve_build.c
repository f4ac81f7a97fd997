#include "site/serve_build.h"

#include "base/diag.h"
#include "base/fatal.h"
#include "site/build.h"
#include "site/serve_messages.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* The texts of a build's report, in this order behind its head. */
enum { BASE_PATH, CHANGED, SAID, MESSAGES, TEXTS };

/* What goes through the pipe: both ends are the same program. */
struct report {
	struct built built;
	size_t lengths[TEXTS];
};

static uint64_t now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (uint64_t)time.tv_sec * 1000000000U + (uint64_t)time.tv_nsec;
}

/* ---- in the process of the build ---- */

/* As they would be printed on a terminal, or on none. */
static void print_messages(struct diags *diags, bool colour, struct buf *said)
{
	char *text = NULL;
	size_t length = 0;
	FILE *stream = open_memstream(&text, &length);

	if (!stream)
		fatal("out of memory");
	diags_print(diags, stream, colour);
	fclose(stream);
	buf_add(said, text, length);
	free(text);
}

static void write_all(int fd, struct str bytes)
{
	while (bytes.len) {
		ssize_t done = write(fd, bytes.ptr, bytes.len);

		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return; /* nobody is there any more */
		bytes = str_slice(bytes, (size_t)done, bytes.len);
	}
}

static void write_report(int fd, const struct built *built, const struct buf *written)
{
	struct report report = {.built = *built};

	for (int i = 0; i < TEXTS; i++)
		report.lengths[i] = written[i].len;
	write_all(fd, (struct str){(const char *)&report, sizeof report});
	for (int i = 0; i < TEXTS; i++)
		write_all(fd, buf_str(&written[i]));
}

static void make(int fd, struct str output, bool colour)
{
	struct buf written[TEXTS] = {BUF_INIT};
	const struct build_options options = {.output = output,
					      .drafts = true,
					      .changed = &written[CHANGED],
					      .base_path = &written[BASE_PATH]};
	struct build_result result;
	struct built built = {0};
	struct diags diags;

	diags_init(&diags);
	built.status = build_site(&options, &diags, &result);
	built.topics = result.topics;
	built.guides = result.guides;
	built.errors = diags.errors;
	built.warnings = diags.warnings;
	print_messages(&diags, colour, &written[SAID]);
	serve_messages_json(&written[MESSAGES], &diags);
	if (built.status != EXIT_GOOD)
		buf_reset(&written[CHANGED]);
	write_report(fd, &built, written);
	close(fd);
	diags_release(&diags);
	for (int i = 0; i < TEXTS; i++)
		buf_release(&written[i]);
}

/*
 * Signals are as they were before the server took them; should it be killed, a
 * build that goes on would only keep its port. Connections are closed, so that
 * one that the server ends has ended.
 */
static void become_child(int *fd)
{
	sigset_t none;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	if (*fd != STDERR_FILENO + 1 && dup2(*fd, STDERR_FILENO + 1) >= 0)
		*fd = STDERR_FILENO + 1;
	if (*fd == STDERR_FILENO + 1)
		close_range(STDERR_FILENO + 2, ~0U, 0);
}

/* ---- in the server ---- */

bool serve_build_start(struct serve_build *build, struct str output, bool colour)
{
	int ends[2];

	fflush(NULL);
	build->began = now();
	buf_reset(&build->bytes);
	if (pipe2(ends, O_CLOEXEC) < 0)
		return false;
	build->child = fork();
	if (!build->child) {
		become_child(&ends[1]);
		make(ends[1], output, colour);
		_exit(EXIT_GOOD);
	}
	close(ends[1]);
	build->fd = ends[0];
	if (build->child > 0)
		return fcntl(build->fd, F_SETFL, O_NONBLOCK) == 0;
	build->child = 0;
	close(build->fd);
	build->fd = -1;
	return false;
}

/* The report of one that could not make its own: it has run out of memory, or crashed. */
static struct built failed(struct serve_build *build, int status)
{
	struct built built = {.status = EXIT_SYSTEM, .errors = 1};
	struct buf written = BUF_INIT;
	struct diags diags;

	diags_init(&diags);
	if (WIFSIGNALED(status))
		diag_file(&diags, SEVERITY_ERROR, "output", STR_UNKNOWN, NULL,
			  "the build was ended by signal %d (%s)", WTERMSIG(status),
			  strsignal(WTERMSIG(status)));
	else
		diag_file(&diags, SEVERITY_ERROR, "output", STR_UNKNOWN,
			  "the terminal has what it said last", "the build did not come to its end");
	print_messages(&diags, false, &written);
	built.said.len = written.len;
	serve_messages_json(&written, &diags);
	diags_release(&diags);
	buf_release(&build->bytes);
	build->bytes = written;
	built.said.ptr = written.ptr;
	built.messages = (struct str){written.ptr + built.said.len, written.len - built.said.len};
	return built;
}

static struct built report_of(struct serve_build *build, int status)
{
	struct report report;
	size_t at = sizeof report, whole = at;

	if (build->bytes.len < sizeof report)
		return failed(build, status);
	memcpy(&report, build->bytes.ptr, sizeof report);
	for (int i = 0; i < TEXTS; i++)
		whole += report.lengths[i];
	if (build->bytes.len != whole)
		return failed(build, status);
	struct str *written[TEXTS] = {&report.built.base_path, &report.built.changed,
				    &report.built.said, &report.built.messages};

	for (int i = 0; i < TEXTS; i++) {
		*written[i] = (struct str){build->bytes.ptr + at, report.lengths[i]};
		at += report.lengths[i];
	}
	return report.built;
}

bool serve_build_read(struct serve_build *build, struct built *built)
{
	const size_t most = 64 * 1024;
	ssize_t got;
	int status;

	while ((got = read(build->fd, buf_reserve(&build->bytes, most), most)) > 0)
		build->bytes.len += (size_t)got;
	if (got < 0 && (errno == EAGAIN || errno == EINTR))
		return false;
	close(build->fd);
	build->fd = -1;
	while (waitpid(build->child, &status, 0) < 0 && errno == EINTR)
		;
	build->child = 0;
	*built = report_of(build, status);
	built->took = now() - build->began;
	return true;
}

void serve_build_stop(struct serve_build *build)
{
	if (!build->child)
		return;
	kill(build->child, SIGKILL);
	while (waitpid(build->child, NULL, 0) < 0 && errno == EINTR)
		;
	close(build->fd);
	build->child = 0;
	build->fd = -1;
}

void serve_build_release(struct serve_build *build)
{
	serve_build_stop(build);
	buf_release(&build->bytes);
}
