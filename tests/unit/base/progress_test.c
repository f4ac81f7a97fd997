#include "base/progress.h"

#include "../unit.h"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <termios.h>

/* A terminal of 30 columns, and who looks at it. */
struct screen {
	int master;
	FILE *stream;
};

static struct screen open_screen(void)
{
	struct screen screen = {.master = posix_openpt(O_RDWR | O_NOCTTY)};
	const struct winsize size = {.ws_row = 24, .ws_col = 30};
	struct termios raw;
	int slave;

	assert_true(screen.master >= 0);
	assert_int_equal(grantpt(screen.master), 0);
	assert_int_equal(unlockpt(screen.master), 0);
	slave = open(ptsname(screen.master), O_RDWR | O_NOCTTY);
	assert_true(slave >= 0);
	assert_int_equal(tcgetattr(slave, &raw), 0);
	cfmakeraw(&raw);
	assert_int_equal(tcsetattr(slave, TCSANOW, &raw), 0);
	assert_int_equal(ioctl(slave, TIOCSWINSZ, &size), 0);
	screen.stream = fdopen(slave, "w");
	return screen;
}

/* What has been written to it; an end mark makes sure that something has. */
static void assert_screen(struct screen *screen, const char *wanted)
{
	char got[500] = "";
	size_t count = 0;
	ssize_t more = 1;

	fputc('.', screen->stream);
	fflush(screen->stream);
	for (; more > 0 && (!count || got[count - 1] != '.'); count += more > 0 ? (size_t)more : 0)
		more = read(screen->master, got + count, sizeof got - 1 - count);
	assert_true(more > 0);
	got[count - 1] = '\0';
	assert_string_equal(got, wanted);
}

static void close_screen(struct screen *screen)
{
	fclose(screen->stream);
	close(screen->master);
}

static void a_line_is_rewritten_and_taken_away(void **state)
{
	struct screen screen = open_screen();
	struct progress progress;

	(void)state;
	setenv("TERM", "xterm", 1);
	progress_begin(&progress, screen.stream);
	assert_int_equal(progress.mode, PROGRESS_LINE);
	progress_at(&progress, "making topics", 1, 1000);
	assert_screen(&screen, ""); /* half a second has not gone by */
	progress.next = 0;
	progress_at(&progress, "making topics", 120, 1000);
	progress_at(&progress, "making topics", 121, 1000); /* too soon after it */
	assert_screen(&screen, "\033[Kmaking topics 120/1000\r");
	progress.next = 0;
	progress_at(&progress, "putting the site in its place", 0, 0);
	assert_screen(&screen, "\033[Kputting the site in its place\r");
	progress_clear(&progress);
	progress_clear(&progress);
	assert_screen(&screen, "\033[K");
	close_screen(&screen);
}

static void a_line_never_wraps(void **state)
{
	struct screen screen = open_screen();
	struct progress progress;

	(void)state;
	setenv("TERM", "xterm", 1);
	progress_begin(&progress, screen.stream);
	progress.next = 0;
	progress_at(&progress, "a step whose name is long", 123456, 7890123);
	assert_screen(&screen, "\033[Ka step whose name is long 123\r");
	close_screen(&screen);
}

static void a_dumb_terminal_and_a_file_see_nothing(void **state)
{
	struct screen screen = open_screen();
	struct progress progress;
	FILE *file = tmpfile();

	(void)state;
	setenv("TERM", "dumb", 1);
	progress_begin(&progress, screen.stream);
	assert_int_equal(progress.mode, PROGRESS_SILENT);
	setenv("TERM", "xterm", 1);
	progress_begin(&progress, file);
	progress.next = 0;
	progress_at(&progress, "making topics", 1, 2);
	progress_clear(&progress);
	assert_int_equal(ftell(file), 0);
	progress_at(NULL, "making topics", 1, 2);
	progress_clear(NULL);
	fclose(file);
	close_screen(&screen);
}

static void steps_are_a_line_each(void **state)
{
	struct screen screen = open_screen();
	struct progress progress;

	(void)state;
	progress_begin(&progress, screen.stream);
	progress.mode = PROGRESS_STEPS;
	for (size_t i = 0; i < 3; i++)
		progress_at(&progress, "making topics", i, 3);
	progress_at(&progress, "writing", 0, 0);
	assert_screen(&screen, "making topics: 3\nwriting\n");
	close_screen(&screen);
}

/* /dev/pts may not be there. */
static bool has_terminals(void)
{
	int master = posix_openpt(O_RDWR | O_NOCTTY), slave = -1;

	if (master >= 0 && grantpt(master) == 0 && unlockpt(master) == 0)
		slave = open(ptsname(master), O_RDWR | O_NOCTTY);
	if (slave >= 0)
		close(slave);
	if (master >= 0)
		close(master);
	return slave >= 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_line_is_rewritten_and_taken_away),
		cmocka_unit_test(a_line_never_wraps),
		cmocka_unit_test(a_dumb_terminal_and_a_file_see_nothing),
		cmocka_unit_test(steps_are_a_line_each),
	};

	if (!has_terminals()) {
		puts("1..0 # SKIP there are no terminals here");
		return 0;
	}
	return RUN(tests);
}
