/* almanac serve: the site with its drafts in a browser, made anew as it is edited. */
#include "site/serve.h"

#include "base/fatal.h"
#include "base/file.h"
#include "command/command.h"
#include "command/report.h"
#include "command/serve_show.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PORT = 4321, OPTION_OPEN = OPTION_LONG };

#define OUTPUT ".almanac/serve"
#define LOCK ".almanac/serve.lock" /* holds the address */

/* What a line on the terminal depends on. */
struct session {
	struct serve serve;
	struct arena arena;
	struct str address;
	bool open; /* the browser, as soon as there is something to see */
	bool made; /* so far */
};

static int refuse(const char *why, struct str address)
{
	fprintf(stderr, "almanac serve: %s%.*s\n", why, STR_ARG(address));
	return EXIT_SYSTEM;
}

/* ---- the site is one server's ---- */

/* Two would each see only half of the changes. The lock ends with the program. */
static int take_lock(struct arena *arena, int *fd)
{
	struct str address = STR_UNKNOWN;
	int error = dir_make(".almanac");

	if (!error && (*fd = open(LOCK, O_RDWR | O_CREAT | O_CLOEXEC, 0666)) < 0)
		error = errno;
	if (error)
		return refuse(LOCK ": ", str_of(file_error(error)));
	if (flock(*fd, LOCK_EX | LOCK_NB) == 0)
		return EXIT_GOOD;
	file_read(arena, LOCK, 4096, &address);
	return refuse("this site is served already, at ", address);
}

static void note_address(int lock, struct str address)
{
	if (ftruncate(lock, 0) < 0 || write(lock, address.ptr, address.len) < 0)
		return; /* it is a help to whoever looks for this server, and no more */
}

/* ---- */

static void built(void *context, const struct built *built)
{
	struct session *session = context;
	const struct serve *serve = &session->serve;
	bool first = serve->made && !session->made;

	session->made = serve->made;
	if (serve->made)
		session->address = serve_show_address(&session->arena, serve->port,
						      buf_str(&serve->base_path));
	if (serve->fresh)
		fwrite(built->said.ptr, 1, built->said.len, stderr);
	serve_show_built(built, session->address, first, serve->fresh);
	if (session->open)
		serve_show_browser(session->address);
	session->open = false;
}

static int cannot_listen(unsigned short port, int error)
{
	struct arena scratch = ARENA_INIT;
	const char *help = "";
	int status;

	if (error == EADDRINUSE)
		help = " is taken, perhaps by another almanac serve; --port 0 finds one that is free";
	else if (error == EACCES)
		help = " is for the system's own servers; take one from 1024 on";
	status = refuse("port ", *help ? str_printf(&scratch, "%u%s", (unsigned)port, help)
				       : str_printf(&scratch, "%u: %s", (unsigned)port, strerror(error)));
	arena_release(&scratch);
	return status;
}

/* ERROR is an errno, or 0. Where it is a limit, its words would mislead. */
static void warn_unwatched(int error)
{
	if (!error)
		return;
	fprintf(stderr, "almanac serve: warning: not all directories can be watched: %s\n"
		"      = a page is built when it is asked for; to have it shown by itself, raise\n"
		"        fs.inotify.max_user_watches and fs.inotify.max_user_instances\n",
		error == ENOSPC || error == EMFILE ? "the system's limit is reached" : strerror(error));
}

static int serve_site(struct session *session, unsigned short port, int lock)
{
	const struct serve_options options = {.output = STR(OUTPUT),
					      .colour = report_wants_colour(STDERR_FILENO),
					      .listener = {built, session}};
	int error = serve_open(&session->serve, &options, &port);

	if (error) {
		serve_close(&session->serve);
		return cannot_listen(port, error);
	}
	session->address = serve_show_address(&session->arena, port, STR("/"));
	note_address(lock, session->address);
	printf("serving %.*s with its drafts; Ctrl-C ends it\n", STR_ARG(session->address));
	fflush(stdout);
	warn_unwatched(session->serve.watch.error);
	serve_run(&session->serve);
	serve_close(&session->serve);
	return EXIT_GOOD;
}

static int run_session(unsigned short port, bool open)
{
	struct session session = {.open = open};
	struct stat st;
	int lock = -1, status;

	if (stat("content", &st) < 0 || !S_ISDIR(st.st_mode)) {
		fputs("almanac serve: there is no directory content here\n"
		      "      = give the site's directory with -C\n", stderr);
		return EXIT_CONTENT;
	}
	status = take_lock(&session.arena, &lock);
	if (status == EXIT_GOOD)
		status = serve_site(&session, port, lock);
	if (lock >= 0)
		close(lock);
	arena_release(&session.arena);
	return status;
}

/* A port, or -1. */
static int port_of(const char *text)
{
	char *end;
	long number = strtol(text, &end, 10);

	return *end || end == text || number < 0 || number > 65535 ? -1 : (int)number;
}

/* What is opened later must not be taken for standard output where that is closed. */
static void hold_standard_files(void)
{
	int fd;

	do
		fd = open("/dev/null", O_RDWR);
	while (fd >= 0 && fd <= STDERR_FILENO);
	if (fd >= 0)
		close(fd);
}

static int run(const struct command *self, int argc, char **argv)
{
	bool open = false;
	int option, port = PORT;

	while ((option = command_option(self, argc, argv)) != -1) {
		if (option == OPTION_OPEN)
			open = true;
		else
			port = port_of(optarg);
		if (port < 0)
			return command_misused(self, "\"%s\" is not a port, from 0 to 65535", optarg);
	}
	if (optind < argc)
		return command_misused(self, "\"%s\" is one argument too many", argv[optind]);
	hold_standard_files();
	return run_session((unsigned short)port, open);
}

static const struct command_option options[] = {
	{.name = "port", .value = 'p', .argument = "PORT",
	 .help = "listen there (default: 4321); 0 finds one that is free"},
	{.name = "open", .value = OPTION_OPEN, .help = "open the browser"},
	{0},
};

const struct command command_serve = {
	.name = "serve",
	.summary = "show the site in a browser while it is edited",
	.synopsis = "[-C DIR] [--port PORT] [--open]",
	.help = "Builds the site with its drafts into .almanac/serve, serves it to this machine\n"
		"alone, and builds it again when a file changes. Pages that are open show it at\n"
		"once, and errors too, with the last good page behind them. Ctrl-C ends it.\n"
		"\n"
		"  almanac serve -C ~/guides --open\n"
		"\n",
	.options = options,
	.run = run,
};
