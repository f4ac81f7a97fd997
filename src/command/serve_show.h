/* What `almanac serve` prints: the address, and a line for each build. */
#ifndef COMMAND_SERVE_SHOW_H
#define COMMAND_SERVE_SHOW_H

#include "base/str.h"
#include "site/serve_build.h"

#include <stdbool.h>

/* "http://127.0.0.1:4321/guides/" */
struct str serve_show_address(struct arena *arena, unsigned short port, struct str base_path);

/* The line about a build; FIRST: all of the site is new. None where nothing is to be said. */
void serve_show_built(const struct built *built, struct str address, bool first, bool fresh);

/* Opens ADDRESS in the browser, by xdg-open, and does not wait for it. */
void serve_show_browser(struct str address);

#endif
