#include "site/serve.h"

#include "base/fatal.h"
#include "site/serve_answer.h"
#include "site/serve_messages.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/signalfd.h>
#include <time.h>
#include <unistd.h>

#define MS UINT64_C(1000000)

/*
 * An editor's save is several events, and a checkout thousands: a build begins when
 * no more come for SETTLED, or a file that is written to is closed; at LATEST after
 * the first. Requests wait for it, but not for ever where something writes on and on.
 */
#define SETTLED (6 * MS)
#define SETTLED_WRITING (100 * MS)
#define LATEST (300 * MS)
#define HELD_MOST (5000 * MS)

/* Streams whose page is gone are noticed when something is sent. */
#define HEARTBEAT (10000 * MS)

static const char *const sources[] = {"content", "templates", "assets", "feeds", NULL};

static uint64_t now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (uint64_t)time.tv_sec * 1000000000U + (uint64_t)time.tv_nsec;
}

/* ---- changes ---- */

static void change(struct serve *s, uint64_t settled)
{
	uint64_t at = now();

	if (!s->due)
		s->latest = at + LATEST;
	s->due = at + settled < s->latest ? at + settled : s->latest;
}

static void notice(struct serve *s)
{
	enum watch_news news = s->watch.fd >= 0 ? watch_read(&s->watch) : WATCH_NOTHING;

	if (news != WATCH_NOTHING)
		change(s, news == WATCH_WRITING ? SETTLED_WRITING : SETTLED);
}

static void build_due(struct serve *s)
{
	if (!s->due || s->build.child || now() < s->due)
		return;
	watch_settle(&s->watch);
	s->due = 0;
	if (!serve_build_start(&s->build, s->options->output, s->options->colour))
		fatal("a build cannot be started: %s", strerror(errno));
}

/* ---- what a build changes for the pages ---- */

static struct str id_of(struct serve *s)
{
	return str_printf(&s->scratch, "%x-%u", s->instance, s->number);
}

static void set(struct buf *kept, struct str text)
{
	buf_reset(kept);
	buf_add_str(kept, text);
}

static void keep(struct serve *s, const struct built *built)
{
	s->fresh = !str_equal(buf_str(&s->said), built->said);
	s->failing = built->status != EXIT_GOOD;
	set(&s->said, built->said);
	set(&s->messages, built->messages);
	if (s->failing)
		return;
	set(&s->base_path, built->base_path);
	if (built->changed.len || !s->made)
		s->number++;
	s->made = true;
}

/* A page that shows errors learns first that they are gone. */
static void tell(struct serve *s, const struct built *built, bool first)
{
	struct buf event = BUF_INIT, data = BUF_INIT;

	arena_reset(&s->scratch);
	if (s->failing) {
		serve_event(&event, "errors", id_of(s), buf_str(&s->messages));
	} else {
		serve_event(&event, "mended", id_of(s), STR("{}"));
		serve_changed_json(&data, first ? STR_UNKNOWN : built->changed);
		if (first || built->changed.len)
			serve_event(&event, "changed", id_of(s), buf_str(&data));
	}
	http_server_send(s->server, buf_str(&event));
	buf_release(&event);
	buf_release(&data);
}

/* Those that wait have waited for what was saved before they came. */
static void wake(struct serve *s)
{
	if (s->due && s->held && now() - s->held < HELD_MOST)
		return;
	s->held = 0;
	http_server_wake(s->server);
}

static void build_ended(struct serve *s)
{
	bool first = !s->made;
	struct built built;

	if (!serve_build_read(&s->build, &built))
		return;
	notice(s);
	if (built.status != EXIT_GOOD && s->due && s->made) {
		wake(s); /* errors of something half done: the next build follows at once */
		return;
	}
	keep(s, &built);
	wake(s);
	tell(s, &built, first);
	s->options->listener.built(s->options->listener.context, &built);
}

/* ---- requests ---- */

/* Where not all is watched, a page that is asked for is looked at anew. */
static void mistrust(struct serve *s, const struct http_asked *asked)
{
	if (s->watch.error && (str_ends(asked->path, STR("/")) || str_ends(asked->path, STR(".html"))))
		change(s, 0);
}

static bool is_to_wait(struct serve *s, const struct http_asked *asked)
{
	if (asked->again)
		return false;
	notice(s);
	mistrust(s, asked);
	if (!s->due && !s->build.child)
		return false;
	if (!s->held)
		s->held = now();
	return true;
}

static void answer(void *context, const struct http_asked *asked, struct http_given *given)
{
	struct serve *s = context;
	struct serve_state state = {.port = s->port,
				    .dir = s->options->output,
				    .base_path = s->base_path.len ? buf_str(&s->base_path) : STR("/"),
				    .made = s->made};

	arena_reset(&s->scratch);
	state.id = id_of(s);
	if (s->failing)
		state.messages = buf_str(&s->messages);
	if (!serve_may(&state, asked, given) || serve_own(&state, asked, given))
		return;
	if (is_to_wait(s, asked))
		given->how = HTTP_WAIT;
	else
		serve_page(&s->scratch, &state, asked, given);
}

/* ---- the loop ---- */

/* Blocked, so that they come as something to read. */
static int open_signals(int *fd)
{
	sigset_t set;

	signal(SIGPIPE, SIG_IGN);
	sigemptyset(&set);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGHUP);
	sigprocmask(SIG_BLOCK, &set, NULL);
	*fd = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
	return *fd < 0 ? errno : 0;
}

int serve_open(struct serve *s, const struct serve_options *options, unsigned short *port)
{
	const struct http_answering answering = {answer, s};
	int error;

	*s = (struct serve){.options = options, .signals = -1, .build = SERVE_BUILD_INIT};
	s->instance = (unsigned)(now() / 1000);
	error = http_server_open(&s->server, port, &answering);
	if (!error)
		error = open_signals(&s->signals);
	if (error)
		return error;
	s->port = *port;
	error = watch_open(&s->watch, sources);
	if (error)
		s->watch.error = error;
	change(s, 0);
	build_due(s);
	return 0;
}

/* Milliseconds until something is to be done, rounded up; -1: never. */
static int wait_for(const struct serve *s, uint64_t heartbeat)
{
	uint64_t next = http_server_streams(s->server) ? heartbeat : 0, at = now();
	int timeout = http_server_timeout(s->server), mine = -1;

	if (s->due && !s->build.child && (!next || s->due < next))
		next = s->due;
	if (next)
		mine = next > at ? (int)((next - at + MS - 1) / MS) : 0;
	if (timeout < 0 || (mine >= 0 && mine < timeout))
		return mine;
	return timeout;
}

static int signal_of(int fd)
{
	struct signalfd_siginfo info;

	return read(fd, &info, sizeof info) == sizeof info ? (int)info.ssi_signo : 0;
}

int serve_run(struct serve *s)
{
	uint64_t heartbeat = now() + HEARTBEAT;
	int ended = 0;

	while (!ended) {
		struct pollfd fds[] = {{s->signals, POLLIN, 0},
				       {s->watch.fd, POLLIN, 0},
				       {s->build.fd, POLLIN, 0},
				       {http_server_fd(s->server), POLLIN, 0}};

		if (poll(fds, sizeof fds / sizeof *fds, wait_for(s, heartbeat)) < 0 && errno != EINTR)
			fatal("poll: %s", strerror(errno));
		if (fds[0].revents)
			ended = signal_of(s->signals);
		notice(s);
		if (fds[2].revents)
			build_ended(s);
		build_due(s);
		if (now() >= heartbeat) {
			http_server_send(s->server, STR(":\n\n"));
			heartbeat = now() + HEARTBEAT;
		}
		http_server_run(s->server);
	}
	return ended;
}

void serve_close(struct serve *s)
{
	serve_build_release(&s->build);
	if (s->server)
		http_server_close(s->server);
	watch_close(&s->watch);
	if (s->signals >= 0)
		close(s->signals);
	arena_release(&s->scratch);
	buf_release(&s->base_path);
	buf_release(&s->messages);
	buf_release(&s->said);
}
