#include "base/progress.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

enum { QUIET_MS = 500, REDRAW_MS = 100 };

static int64_t milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static bool can_rewrite(FILE *stream)
{
	const char *terminal = getenv("TERM");

	return isatty(fileno(stream)) && terminal && *terminal && strcmp(terminal, "dumb") != 0;
}

void progress_begin(struct progress *p, FILE *stream)
{
	*p = (struct progress){.stream = stream, .next = milliseconds() + QUIET_MS};
	if (can_rewrite(stream))
		p->mode = PROGRESS_LINE;
}

/* The cursor stays at the left, so that what else is printed stands there. */
static void draw(struct progress *p, size_t done, size_t count)
{
	char text[80];
	struct winsize size = {0};
	int width = (int)sizeof text - 1;

	if (ioctl(fileno(p->stream), TIOCGWINSZ, &size) == 0 && size.ws_col > 1 &&
	    size.ws_col <= width)
		width = size.ws_col - 1;
	if (count)
		snprintf(text, sizeof text, "%s %zu/%zu", p->step, done, count);
	else
		snprintf(text, sizeof text, "%s", p->step);
	fprintf(p->stream, "\033[K%.*s\r", width, text);
	fflush(p->stream);
	p->drawn = true;
}

static void say_step(struct progress *p, const char *step, size_t count)
{
	if (p->step && !strcmp(p->step, step))
		return;
	p->step = step;
	if (count)
		fprintf(p->stream, "%s: %zu\n", step, count);
	else
		fprintf(p->stream, "%s\n", step);
}

void progress_at(struct progress *p, const char *step, size_t done, size_t count)
{
	int64_t now;

	if (!p || p->mode == PROGRESS_SILENT)
		return;
	if (p->mode == PROGRESS_STEPS) {
		say_step(p, step, count);
		return;
	}
	now = milliseconds();
	if (now < p->next)
		return;
	p->next = now + REDRAW_MS;
	p->step = step;
	draw(p, done, count);
}

void progress_clear(struct progress *p)
{
	if (!p || !p->drawn)
		return;
	fputs("\033[K", p->stream);
	fflush(p->stream);
	p->drawn = false;
}
