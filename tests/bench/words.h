/*
 * What made-up guides and bundles are put together from, for generate.c alone. No digits
 * and no number words, which would be figures.
 */
#ifndef BENCH_WORDS_H
#define BENCH_WORDS_H

static const char *const nouns[] = {
	"grid", "turbine", "transformer", "substation", "reservoir", "cooling loop",
	"training run", "cluster", "scheduler", "compiler", "kernel", "checkpoint",
	"backbone", "fibre link", "switch", "rack", "data hall", "supply contract",
	"power purchase", "land lease", "permit", "foundry", "wafer", "package", "memory stack",
	"processor", "model", "data set", "benchmark", "forecast", "budget", "survey",
	"creditor", "regulator", "ministry", "pension fund", "tariff", "pipeline", "harbour",
	"workforce",
};
static const char *const adjectives[] = {
	"new", "former", "regional", "coastal", "public", "private", "joint", "careful",
	"costly", "modest", "reliable", "dense", "remote", "crowded", "shared", "long",
	"late", "yearly", "hidden", "published", "provisional", "binding", "northern",
	"southern", "rare", "plain",
};
static const char *const verbs[] = {
	"limits", "shapes", "follows", "replaces", "supports", "delays", "explains", "needs",
	"feeds", "protects", "measures", "finances", "outlasts", "precedes", "waits for",
	"depends on", "competes with", "pays for", "makes room for", "leans on",
};
static const char *const places[] = {
	"Ostrava", "Limerick", "Tampere", "Bergen", "Porto", "Gdynia", "Tucson", "Osaka",
	"Hobart", "Valdivia", "Nagpur", "Kisumu", "Aarhus", "Ghent", "Trieste", "Malmö",
};
static const char *const companies[] = {
	"Northwind", "Corelight", "Halden", "Meridian", "Bluewater", "Ostrich Systems",
	"Cobalt", "Fenwick", "Larkspur", "Quarry", "Ridgeway", "Sable", "Tidewater", "Umber",
	"Vantage", "Wexford", "Yarrow", "Zephyr", "Ashgrove", "Birchfield", "Calder",
	"Dunmore", "Elmstead", "Foxglove",
};
static const char *const platforms[] = {
	"Halden 4", "Cobalt accelerators", "Fenwick N2–N4", "custom silicon",
	"liquid-cooled racks", "Ridgeway fabric",
};

/*
 * Patterns. %n noun, %a adjective, both with a capital as %N and %A; %v verb,
 * %p place, %c company, %e an emphasised noun; %f a link to a record whose
 * text is its figure, %F the plain figure of the record that is written.
 */
/* The first PLAIN of them have no markup. */
enum { PLAIN = 16 };
static const char *const sentences[] = {
	"The %a %n %v the %n, and the %n of %p does the same.",
	"In %p the %a %n %v every %n that the %n can hold.",
	"Nobody at %c had asked whether a %a %n %v the %n, or only the %n.",
	"A %n that is finished late %v the %n; that is why the %a %n comes before it.",
	"What %c learned in %p is that the %n %v the %n whenever the %n is %a.",
	"Such a %n can be %a and still fail, because the %n behind it %v the %n.",
	"It is easier to see in %p, where the %a %n stands beside the %n and the %n.",
	"Behind every %a %n there is a %n, and behind that a %n that %c would like to forget.",
	"Where the %n is %a, the %n becomes %a too, and the reader of a contract should ask why.",
	"Engineers in %p describe the %n as %a, managers as %a, and the %n proves both right.",
	"This is the reason why a %a %n is written down before the %n and not after it.",
	"The %n was meant for a %a %n, then for the %n of %c, and in the end for the %n.",
	"Both the %n and the %n are %a, so the %n %v whatever is built in %p.",
	"People who work on the %n say that the %a part is the %n, not the %n.",
	"The %n changes slowly, the %n quickly, and the %a %n has to fit both.",
	"For a visitor the %n of %p looks like any %a %n, apart from the %n beside it.",
	"The trade calls this the %e, although it %v the %n as much as the %n.",
	"The %n of %c %v the %n; the %e, in contrast, is left to the %n.",
	"Without the %e the %n would be only a %a %n with a longer name.",
	"The **%n** is the part that the %n cannot do without, however %a it may be.",
};
static const char *const figure_sentences[] = {
	"%c promised %f to the %n in %p, and the %a %n went ahead.",
	"Of this, %f belong to the %n of %c, which %v the %n.",
	"The %a %n is said to reach %f, a claim that %c repeats in its %n.",
	"With %f the %n of %p would become more %a than the %n of %c.",
	"%c and %c put the %n at %f, although the %n is still %a.",
};
static const char *const statements[] = {
	"In its account of the %a %n, %c puts the %n of %p at %F and says that the %n %v it.",
	"%c and %c agreed on %F for the %n in %p, where the %a %n %v the %n.",
	"The %a %n of %c has grown to %F, of which the %n of %p is the larger part.",
	"According to the *%a %n*, a report of %c, the %n in %p comes to %F.",
};
static const char *const events[] = {
	"%c opens the %a %n in %p, which %v the %n",
	"%c and %c sign for %F, and the %n of %p is begun",
	"The %n of %c is moved to %p, where a %a %n %v it",
};
static const char *const questions[] = {
	"Why does the %n need a %a %n?",
	"What does \\\"%a %n\\\" mean, and who pays for it?",
	"Can %c run the %n without the %n?",
	"How long does a %a %n last?",
};
static const char *const headings[] = {
	"How the %n %v the %n", "What a %a %n is", "The %n of %p", "%c and the %a %n",
	"Why the %n is %a", "%N, %n and %n",
};
static const char *const titles[] = {
	"The %N of %p", "%A %N", "%c and the %N", "%N and %N",
};

#endif
