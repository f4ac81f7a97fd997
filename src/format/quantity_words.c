#include "format/quantity_words.h"

#include "format/quantity_key.h"

#include <strings.h>

/* Short names, so that a word fits its line. */
enum {
	LABEL = WORD_LABEL, WEAK = WORD_WEAK, STOP = WORD_STOP, PLURAL = WORD_PLURAL,
	SINGLE = WORD_SINGLE, MONTH = WORD_MONTH, STREET = WORD_STREET, BEFORE = WORD_BEFORE,
	ORDER = WORD_ORDER, NUMBER = WORD_NUMBER, YEAR = WORD_YEAR, DAY = WORD_DAY,
	SIZE = WORD_SIZE, HEDGE = WORD_HEDGE,
};

struct row {
	char word[KEY_ROOM];
	unsigned flags;
};

/* By bytes. */
static const struct row words[] = {
	{"a", STOP}, {"about", STOP | BEFORE | ORDER | HEDGE}, {"above", STOP | SIZE | HEDGE},
	{"access", SINGLE}, {"across", STOP | SIZE | SINGLE | ORDER}, {"act", LABEL},
	{"add", ORDER}, {"address", SINGLE}, {"adds", STOP}, {"aeronautics", SINGLE},
	{"aerospace", SINGLE}, {"after", STOP | ORDER | YEAR}, {"afterwards", STOP},
	{"again", STOP}, {"against", STOP | ORDER}, {"ago", STOP}, {"airbus", SINGLE},
	{"aircraft", PLURAL}, {"aisle", LABEL}, {"all", STOP | BEFORE}, {"alley", STREET},
	{"allow", ORDER}, {"allows", STOP}, {"almost", BEFORE | ORDER | HEDGE}, {"along", STOP},
	{"already", STOP}, {"also", STOP}, {"although", STOP | ORDER}, {"altogether", ORDER},
	{"alumni", PLURAL}, {"always", STOP | SINGLE}, {"am", STOP}, {"amendment", LABEL},
	{"among", STOP | ORDER}, {"an", STOP}, {"analysis", SINGLE}, {"analytics", SINGLE},
	{"and", STOP | YEAR}, {"annex", LABEL}, {"annually", STOP}, {"another", BEFORE | ORDER},
	{"any", STOP}, {"apart", STOP | SIZE}, {"apartment", LABEL}, {"appears", STOP},
	{"appendix", LABEL}, {"apply", ORDER}, {"approaching", HEDGE},
	{"approx", BEFORE | HEDGE}, {"approximately", ORDER | HEDGE}, {"apr", MONTH},
	{"april", MONTH}, {"apt", LABEL}, {"are", STOP}, {"area", WEAK}, {"arkansas", SINGLE},
	{"arm", WEAK}, {"arms", PLURAL | SINGLE}, {"around", STOP | ORDER | HEDGE},
	{"article", LABEL}, {"as", STOP | SINGLE | HEDGE}, {"at", STOP | ORDER | HEDGE},
	{"athletics", SINGLE}, {"attempt", WEAK}, {"aug", MONTH}, {"august", MONTH},
	{"autumn", YEAR}, {"ave", STREET}, {"avenue", STREET}, {"away", STOP | SIZE},
	{"aws", SINGLE}, {"bacteria", PLURAL}, {"bake", ORDER}, {"basis", SINGLE},
	{"bay", WEAK}, {"be", STOP}, {"became", STOP}, {"because", STOP | ORDER},
	{"becomes", STOP}, {"bed", WEAK}, {"been", STOP}, {"before", STOP | ORDER | YEAR},
	{"behind", STOP}, {"being", STOP}, {"belongs", STOP}, {"below", STOP | SIZE | HEDGE},
	{"berth", LABEL}, {"beside", STOP}, {"besides", STOP}, {"between", STOP | ORDER | YEAR},
	{"beyond", STOP | HEDGE}, {"billion", STOP | NUMBER}, {"billions", NUMBER},
	{"bin", WEAK}, {"bit", WEAK}, {"block", WEAK}, {"blvd", STREET}, {"boil", ORDER},
	{"bonus", SINGLE}, {"both", STOP}, {"boulevard", STREET}, {"box", WEAK},
	{"bring", ORDER}, {"brings", STOP}, {"broadway", STREET}, {"bug", LABEL},
	{"build", WEAK}, {"building", LABEL}, {"bulletin", LABEL}, {"bus", WEAK | SINGLE},
	{"business", SINGLE}, {"businessmen", PLURAL}, {"but", STOP}, {"buy", ORDER},
	{"by", STOP | ORDER | YEAR}, {"ca", HEDGE}, {"cacti", PLURAL}, {"calendar", YEAR},
	{"call", WEAK}, {"came", STOP}, {"campus", SINGLE}, {"can", STOP}, {"canto", LABEL},
	{"card", WEAK}, {"carries", STOP}, {"case", WEAK}, {"category", LABEL},
	{"cattle", PLURAL}, {"cell", WEAK}, {"census", SINGLE}, {"ceramics", SINGLE},
	{"channel", LABEL}, {"chapter", LABEL}, {"charles", SINGLE}, {"children", PLURAL},
	{"chromosome", LABEL}, {"circa", YEAR | HEDGE}, {"circle", STREET}, {"class", WEAK},
	{"clause", LABEL}, {"clergy", PLURAL}, {"close", STREET}, {"clothes", PLURAL | SINGLE},
	{"cod", PLURAL}, {"code", LABEL}, {"cohort", WEAK}, {"column", WEAK},
	{"combine", ORDER}, {"combined", STOP}, {"comes", STOP},
	{"communications", PLURAL | SINGLE}, {"connect", ORDER}, {"consensus", SINGLE},
	{"consider", ORDER}, {"consists", STOP}, {"contains", STOP | ORDER}, {"cook", ORDER},
	{"cool", ORDER}, {"core", WEAK}, {"corpus", SINGLE}, {"could", STOP},
	{"court", STREET | WEAK}, {"courtroom", LABEL}, {"craftsmen", PLURAL}, {"crane", WEAK},
	{"crescent", STREET}, {"crew", PLURAL}, {"crisis", SINGLE}, {"criteria", PLURAL},
	{"customs", SINGLE}, {"cut", ORDER}, {"daily", STOP}, {"data", PLURAL | SINGLE},
	{"day", WEAK}, {"dec", MONTH}, {"december", MONTH}, {"deep", SIZE}, {"deer", PLURAL},
	{"depends", STOP}, {"despite", STOP}, {"dial", LABEL}, {"dice", PLURAL}, {"did", STOP},
	{"directive", LABEL}, {"district", LABEL}, {"divide", ORDER}, {"division", WEAK},
	{"dns", SINGLE}, {"do", STOP}, {"dock", LABEL}, {"docket", LABEL}, {"does", STOP},
	{"done", STOP}, {"down", STOP}, {"downstream", SIZE}, {"downwards", STOP},
	{"dozen", NUMBER}, {"dozens", NUMBER}, {"draw", ORDER}, {"drawing", LABEL},
	{"drive", STREET}, {"drop", ORDER}, {"during", STOP | ORDER | YEAR},
	{"each", STOP | BEFORE}, {"earlier", STOP}, {"early", YEAR}, {"east", SIZE},
	{"economics", SINGLE}, {"eg", STOP}, {"eight", NUMBER}, {"eighteen", NUMBER},
	{"eighty", NUMBER}, {"either", STOP}, {"electronics", PLURAL | SINGLE},
	{"eleven", NUMBER}, {"else", STOP}, {"embankment", STREET}, {"emus", PLURAL},
	{"entry", WEAK}, {"episode", LABEL}, {"epoch", WEAK}, {"eq", LABEL}, {"equals", STOP},
	{"equation", LABEL}, {"error", LABEL}, {"estimated", HEDGE}, {"etc", STOP},
	{"even", STOP | ORDER}, {"every", STOP | BEFORE | ORDER}, {"exactly", ORDER},
	{"example", LABEL}, {"exceed", HEDGE}, {"exceeded", HEDGE}, {"exceeding", HEDGE},
	{"exceeds", STOP | HEDGE}, {"except", STOP}, {"exercise", LABEL}, {"exhibit", LABEL},
	{"exit", LABEL}, {"expect", ORDER}, {"express", SINGLE}, {"ext", LABEL},
	{"extension", LABEL}, {"fall", YEAR}, {"feb", MONTH}, {"february", MONTH},
	{"feet", PLURAL}, {"fewer", ORDER}, {"field", WEAK}, {"fifteen", NUMBER},
	{"fifty", NUMBER}, {"fig", LABEL}, {"figure", LABEL}, {"financial", YEAR},
	{"firemen", PLURAL}, {"first", BEFORE | ORDER}, {"fiscal", YEAR}, {"fish", PLURAL},
	{"fishermen", PLURAL}, {"fit", ORDER}, {"five", NUMBER}, {"flight", LABEL},
	{"floor", WEAK}, {"focus", SINGLE}, {"folk", PLURAL}, {"follows", STOP},
	{"footnote", LABEL}, {"for", STOP | ORDER | YEAR}, {"form", WEAK}, {"forty", NUMBER},
	{"four", NUMBER}, {"fourteen", NUMBER}, {"frame", WEAK}, {"friday", DAY},
	{"fridays", DAY}, {"from", STOP | ORDER | YEAR}, {"fully", ORDER}, {"fungi", PLURAL},
	{"furnace", WEAK}, {"further", ORDER}, {"gallery", WEAK}, {"game", WEAK},
	{"games", PLURAL | SINGLE}, {"gardens", STREET}, {"gas", SINGLE}, {"gate", LABEL},
	{"gave", STOP}, {"geese", PLURAL}, {"gen", LABEL}, {"generation", WEAK},
	{"genetics", SINGLE}, {"gentlemen", PLURAL}, {"get", ORDER}, {"gets", STOP},
	{"give", ORDER}, {"gives", STOP}, {"glass", SINGLE}, {"globally", STOP}, {"goes", STOP},
	{"goods", PLURAL | SINGLE}, {"got", STOP}, {"gps", SINGLE}, {"gpu", WEAK},
	{"grade", LABEL}, {"graphics", PLURAL | SINGLE}, {"group", WEAK}, {"grove", STREET},
	{"gurus", PLURAL}, {"had", STOP}, {"hall", WEAK}, {"has", STOP | SINGLE},
	{"have", STOP}, {"having", STOP}, {"he", STOP}, {"heat", WEAK | ORDER}, {"hence", STOP},
	{"her", STOP}, {"here", STOP | ORDER}, {"hers", STOP | SINGLE}, {"high", SIZE},
	{"highway", LABEL | STREET}, {"hill", STREET}, {"him", STOP}, {"himself", STOP},
	{"hire", ORDER}, {"his", STOP | SINGLE}, {"hold", ORDER}, {"hole", WEAK},
	{"hovercraft", PLURAL}, {"how", STOP}, {"however", STOP}, {"hull", LABEL},
	{"hundred", NUMBER}, {"hundreds", NUMBER}, {"hurricane", LABEL}, {"i", STOP},
	{"ie", STOP}, {"if", STOP | ORDER}, {"illinois", SINGLE}, {"imagine", ORDER},
	{"in", STOP | ORDER | YEAR}, {"includes", STOP | ORDER}, {"including", ORDER},
	{"indices", PLURAL}, {"inland", SIZE}, {"install", ORDER}, {"instead", STOP},
	{"interstate", LABEL}, {"into", STOP}, {"invoice", LABEL}, {"ios", SINGLE},
	{"is", STOP | SINGLE}, {"isotope", WEAK}, {"issue", WEAK}, {"it", STOP}, {"item", WEAK},
	{"its", STOP | SINGLE | YEAR}, {"itself", STOP}, {"james", SINGLE}, {"jan", MONTH},
	{"january", MONTH}, {"jeans", PLURAL | SINGLE}, {"jersey", LABEL}, {"jones", SINGLE},
	{"jul", MONTH}, {"july", MONTH}, {"jun", MONTH}, {"junction", LABEL}, {"june", MONTH},
	{"just", STOP | ORDER}, {"kansas", SINGLE}, {"keep", ORDER}, {"keeps", STOP},
	{"kept", STOP}, {"key", WEAK}, {"kiln", WEAK}, {"lane", LABEL | STREET}, {"lap", WEAK},
	{"larvae", PLURAL}, {"last", BEFORE | ORDER}, {"late", YEAR}, {"later", STOP},
	{"layer", WEAK}, {"least", HEDGE}, {"leave", ORDER}, {"lemma", LABEL},
	{"less", SINGLE | ORDER}, {"let", ORDER}, {"lets", STOP}, {"level", WEAK},
	{"lice", PLURAL}, {"lies", STOP}, {"like", STOP | HEDGE}, {"line", WEAK},
	{"livestock", PLURAL}, {"ln", STREET}, {"locker", LABEL}, {"logistics", SINGLE},
	{"long", SIZE}, {"lot", WEAK}, {"made", STOP}, {"make", ORDER}, {"makes", STOP},
	{"mar", MONTH}, {"march", MONTH}, {"mark", LABEL}, {"mass", SINGLE}, {"match", WEAK},
	{"materials", PLURAL | SINGLE}, {"mathematics", SINGLE}, {"matrices", PLURAL},
	{"max", HEDGE}, {"maximum", HEDGE}, {"may", STOP | MONTH}, {"me", STOP},
	{"means", STOP}, {"meant", STOP}, {"meanwhile", ORDER}, {"measure", WEAK},
	{"media", PLURAL}, {"men", PLURAL}, {"menus", PLURAL}, {"mercedes", SINGLE},
	{"mews", STREET}, {"mice", PLURAL}, {"mid", BEFORE | YEAR}, {"might", STOP},
	{"million", STOP | NUMBER}, {"millions", NUMBER}, {"minimum", HEDGE},
	{"minus", STOP | BEFORE}, {"mix", ORDER}, {"mk", LABEL}, {"model", WEAK},
	{"monday", DAY}, {"mondays", DAY}, {"month", WEAK}, {"monthly", STOP}, {"more", ORDER},
	{"most", ORDER | HEDGE}, {"motorway", LABEL}, {"mount", ORDER}, {"move", ORDER},
	{"multi", BEFORE}, {"must", STOP}, {"my", STOP}, {"nationwide", STOP | ORDER},
	{"near", STOP | BEFORE | HEDGE}, {"nearing", HEDGE}, {"nearly", BEFORE | ORDER | HEDGE},
	{"need", ORDER}, {"neither", STOP}, {"netherlands", SINGLE}, {"never", STOP},
	{"nevertheless", STOP}, {"news", SINGLE}, {"next", BEFORE | ORDER}, {"nexus", SINGLE},
	{"nine", NUMBER}, {"nineteen", NUMBER}, {"ninety", NUMBER}, {"no", LABEL | STOP},
	{"node", WEAK}, {"non", BEFORE}, {"nor", STOP}, {"north", SIZE}, {"nos", LABEL},
	{"not", STOP}, {"nov", MONTH}, {"november", MONTH}, {"now", STOP | ORDER},
	{"nr", LABEL}, {"nuclei", PLURAL}, {"num", LABEL}, {"number", LABEL}, {"oct", MONTH},
	{"october", MONTH}, {"of", STOP | ORDER | YEAR | HEDGE}, {"off", STOP},
	{"offshore", SIZE}, {"offspring", PLURAL}, {"old", SIZE}, {"older", SIZE},
	{"omega", LABEL}, {"on", STOP | ORDER}, {"once", STOP | ORDER}, {"one", NUMBER},
	{"only", STOP | ORDER}, {"onto", STOP}, {"op", LABEL}, {"operations", PLURAL | SINGLE},
	{"opp", LABEL}, {"option", WEAK}, {"opus", LABEL}, {"or", STOP | YEAR},
	{"order", WEAK | ORDER}, {"our", STOP | YEAR}, {"ours", STOP | SINGLE}, {"out", STOP},
	{"over", STOP | BEFORE | ORDER | HEDGE}, {"overall", ORDER},
	{"overseas", STOP | SINGLE}, {"oxen", PLURAL}, {"p", LABEL}, {"pad", LABEL},
	{"page", LABEL}, {"panel", WEAK}, {"parade", STREET}, {"paragraph", LABEL},
	{"paris", SINGLE}, {"parkway", STREET}, {"part", WEAK}, {"patent", LABEL},
	{"pay", ORDER}, {"people", PLURAL}, {"per", STOP | BEFORE}, {"percent", STOP},
	{"perhaps", STOP | SINGLE}, {"personnel", PLURAL}, {"phase", LABEL | WEAK},
	{"phenomena", PLURAL}, {"philippines", SINGLE}, {"physics", SINGLE}, {"pick", ORDER},
	{"pier", LABEL}, {"pin", LABEL}, {"pit", WEAK}, {"pitch", WEAK}, {"place", STREET},
	{"plant", ORDER}, {"plastics", PLURAL | SINGLE}, {"plate", LABEL}, {"platform", LABEL},
	{"plaza", STREET}, {"plot", WEAK}, {"plus", STOP | SINGLE | BEFORE}, {"point", WEAK},
	{"police", PLURAL}, {"policemen", PLURAL}, {"politics", SINGLE}, {"pool", WEAK},
	{"port", WEAK}, {"position", WEAK}, {"post", BEFORE}, {"poultry", PLURAL},
	{"pour", ORDER}, {"pp", LABEL}, {"pre", BEFORE}, {"precinct", LABEL},
	{"process", SINGLE}, {"progress", SINGLE}, {"proposition", LABEL}, {"protocol", LABEL},
	{"provides", STOP}, {"psalm", LABEL}, {"pump", WEAK}, {"put", ORDER}, {"quai", STREET},
	{"quarter", WEAK}, {"quay", STREET}, {"question", LABEL}, {"quite", HEDGE},
	{"race", WEAK}, {"rank", WEAK}, {"rd", STREET}, {"reactor", WEAK}, {"read", ORDER},
	{"record", WEAK}, {"ref", LABEL}, {"reference", LABEL}, {"regulation", LABEL},
	{"release", WEAK}, {"remains", STOP}, {"remove", ORDER}, {"rent", ORDER},
	{"request", WEAK}, {"requires", STOP}, {"resolution", LABEL},
	{"resources", PLURAL | SINGLE}, {"respectively", STOP}, {"rev", LABEL},
	{"revision", LABEL}, {"rights", PLURAL | SINGLE}, {"ringway", STREET}, {"road", STREET},
	{"robotics", SINGLE}, {"room", LABEL}, {"rough", HEDGE},
	{"roughly", BEFORE | ORDER | HEDGE}, {"round", WEAK}, {"route", LABEL},
	{"row", WEAK | STREET}, {"rule", LABEL | WEAK}, {"run", WEAK | ORDER},
	{"runway", LABEL}, {"said", STOP}, {"sales", PLURAL | SINGLE}, {"salespeople", PLURAL},
	{"salmon", PLURAL}, {"saturday", DAY}, {"saturdays", DAY}, {"savings", PLURAL | SINGLE},
	{"say", STOP | ORDER}, {"says", STOP}, {"scenario", WEAK}, {"scene", LABEL},
	{"schedule", WEAK}, {"sciences", PLURAL | SINGLE}, {"season", WEAK | YEAR},
	{"seat", WEAK}, {"sec", LABEL}, {"second", ORDER}, {"section", LABEL | WEAK},
	{"sector", WEAK}, {"securities", PLURAL | SINGLE}, {"see", ORDER}, {"seed", LABEL},
	{"seems", STOP}, {"sell", ORDER}, {"send", ORDER}, {"sep", MONTH}, {"sept", MONTH},
	{"september", MONTH}, {"serial", LABEL}, {"series", PLURAL}, {"serve", ORDER},
	{"servicemen", PLURAL}, {"services", PLURAL | SINGLE}, {"set", WEAK | ORDER},
	{"seven", NUMBER}, {"seventeen", NUMBER}, {"seventy", NUMBER}, {"shaft", WEAK},
	{"shall", STOP}, {"she", STOP}, {"sheep", PLURAL}, {"sheet", LABEL}, {"shelf", LABEL},
	{"shirt", LABEL}, {"should", STOP}, {"shrimp", PLURAL}, {"since", STOP | ORDER | YEAR},
	{"site", WEAK}, {"sits", STOP}, {"six", NUMBER}, {"sixteen", NUMBER}, {"sixty", NUMBER},
	{"skis", PLURAL}, {"slide", LABEL}, {"slot", WEAK}, {"snowmen", PLURAL}, {"so", STOP},
	{"some", STOP | BEFORE | ORDER | HEDGE}, {"sometimes", STOP}, {"sonnet", LABEL},
	{"south", SIZE}, {"sow", ORDER}, {"spacecraft", PLURAL}, {"species", PLURAL},
	{"spokesmen", PLURAL}, {"sports", PLURAL | SINGLE}, {"spray", ORDER}, {"spring", YEAR},
	{"square", STREET}, {"st", STREET}, {"staff", PLURAL}, {"stage", WEAK}, {"stand", WEAK},
	{"stands", STOP}, {"start", ORDER}, {"status", LABEL | SINGLE}, {"step", WEAK},
	{"still", STOP | ORDER}, {"stimuli", PLURAL}, {"stir", ORDER}, {"stop", WEAK | ORDER},
	{"store", ORDER}, {"street", STREET}, {"studio", WEAK}, {"study", WEAK},
	{"sub", BEFORE}, {"success", SINGLE}, {"suite", LABEL}, {"summer", YEAR},
	{"sunday", DAY}, {"sundays", DAY}, {"super", BEFORE}, {"sura", LABEL},
	{"surpassed", HEDGE}, {"surpasses", HEDGE}, {"surpassing", HEDGE}, {"surplus", SINGLE},
	{"swine", PLURAL}, {"systems", PLURAL | SINGLE}, {"table", LABEL}, {"take", ORDER},
	{"takes", STOP}, {"tall", SIZE}, {"taxis", PLURAL}, {"team", WEAK}, {"teeth", PLURAL},
	{"telecoms", SINGLE}, {"ten", NUMBER}, {"tens", NUMBER}, {"terminal", LABEL},
	{"terrace", STREET}, {"test", WEAK}, {"texas", SINGLE}, {"than", STOP | YEAR | HEDGE},
	{"that", STOP}, {"the", STOP | YEAR}, {"their", STOP | YEAR}, {"theirs", STOP | SINGLE},
	{"them", STOP}, {"themselves", STOP}, {"then", STOP | ORDER}, {"theorem", LABEL},
	{"there", STOP | ORDER}, {"therefore", STOP}, {"these", STOP}, {"thesis", SINGLE},
	{"they", STOP}, {"thick", SIZE}, {"third", ORDER}, {"thirteen", NUMBER},
	{"thirty", NUMBER}, {"this", STOP | SINGLE | YEAR}, {"those", STOP},
	{"though", STOP | ORDER}, {"thousand", NUMBER}, {"thousands", NUMBER},
	{"three", NUMBER}, {"through", STOP | YEAR}, {"throughout", STOP}, {"thursday", DAY},
	{"thursdays", DAY}, {"thus", STOP | SINGLE}, {"ticket", LABEL}, {"tier", LABEL},
	{"till", STOP | YEAR}, {"title", LABEL}, {"to", STOP | ORDER | YEAR | HEDGE},
	{"today", STOP | ORDER}, {"together", STOP}, {"tomorrow", ORDER}, {"too", STOP},
	{"took", STOP}, {"top", BEFORE}, {"topped", HEDGE}, {"topping", HEDGE}, {"tops", HEDGE},
	{"total", ORDER}, {"totals", ORDER}, {"toward", STOP}, {"towards", STOP},
	{"tower", WEAK}, {"townspeople", PLURAL}, {"toys", SINGLE}, {"track", LABEL},
	{"train", WEAK}, {"tram", WEAK}, {"tranche", WEAK}, {"trial", WEAK},
	{"trillion", STOP | NUMBER}, {"trillions", NUMBER}, {"trout", PLURAL},
	{"try", WEAK | ORDER}, {"tuesday", DAY}, {"tuesdays", DAY}, {"tuna", PLURAL},
	{"turn", WEAK}, {"twelve", NUMBER}, {"twenty", NUMBER}, {"two", NUMBER},
	{"type", LABEL}, {"ultra", BEFORE}, {"under", STOP | BEFORE | ORDER | HEDGE},
	{"unit", WEAK}, {"unless", STOP | SINGLE}, {"unlike", STOP},
	{"until", STOP | ORDER | YEAR}, {"up", STOP | ORDER}, {"upon", STOP},
	{"upstream", SIZE}, {"upwards", STOP}, {"us", STOP | SINGLE}, {"use", ORDER},
	{"ver", LABEL}, {"verse", LABEL}, {"version", LABEL}, {"versus", STOP | SINGLE},
	{"vertices", PLURAL}, {"very", STOP}, {"via", STOP}, {"virus", SINGLE},
	{"vitamin", LABEL}, {"vol", LABEL}, {"volume", LABEL}, {"vs", STOP}, {"wait", ORDER},
	{"wales", SINGLE}, {"walk", STREET}, {"ward", WEAK}, {"was", STOP | SINGLE},
	{"watercraft", PLURAL}, {"way", STREET}, {"we", STOP}, {"wednesday", DAY},
	{"wednesdays", DAY}, {"week", WEAK}, {"weekly", STOP}, {"well", WEAK | ORDER},
	{"went", STOP}, {"were", STOP}, {"west", SIZE}, {"wharf", STREET}, {"what", STOP},
	{"when", STOP | ORDER}, {"where", STOP | ORDER}, {"whereas", STOP | SINGLE | ORDER},
	{"whether", STOP}, {"which", STOP}, {"while", STOP | ORDER}, {"who", STOP},
	{"whom", STOP}, {"whose", STOP}, {"why", STOP}, {"wide", SIZE}, {"will", STOP},
	{"winter", YEAR}, {"with", STOP | ORDER}, {"within", STOP | ORDER},
	{"without", STOP | ORDER}, {"women", PLURAL}, {"workmen", PLURAL},
	{"worldwide", STOP | ORDER}, {"would", STOP}, {"year", WEAK | YEAR}, {"yearly", STOP},
	{"years", YEAR}, {"yes", STOP | SINGLE}, {"yesterday", ORDER}, {"yet", STOP | ORDER},
	{"you", STOP}, {"younger", SIZE}, {"your", STOP}, {"yours", SINGLE}, {"youth", PLURAL},
	{"zone", LABEL},
};

unsigned quantity_word(struct str word)
{
	const size_t count = sizeof words / sizeof *words;
	static _Thread_local struct keys_known known;
	struct key key;
	size_t row;

	if (!word.len || !key_set_small(&key, word))
		return 0;
	row = key_search(&key, &known, words, count, sizeof *words);
	return row < count && !key_compare(words[row].word, key.bytes) ? words[row].flags : 0;
}

unsigned quantity_label(struct str word)
{
	unsigned flags = quantity_word(word) & (WORD_LABEL | WORD_WEAK);

	if (!flags && word.len > 3 && word.ptr[word.len - 1] == 's')
		flags = quantity_word(str_slice(word, 0, word.len - 1)) & (WORD_LABEL | WORD_WEAK);
	/* Subsections and subareas are numbered as sections and areas are. */
	if (!flags && word.len > 6 && !strncasecmp(word.ptr, "sub", 3))
		flags = quantity_label(str_slice(word, 3, word.len));
	return flags;
}

bool quantity_word_is_change(struct str word)
{
	static const char *const whole[] = {"up", "down", "goes", "going", "gone", "cut", "cuts",
					    "cutting", "dip", "dips", "ease", "eases"};
	static const char *const begins[] = {
		"accelerat", "advanc", "balloon", "boost", "bump", "chang", "climb", "convert",
		"cooled", "declin", "decreas", "deepen", "dipp", "doubl", "drop", "dwindl", "eased",
		"easing", "edged", "edging", "expan", "extend", "extrapolat", "fall", "fell", "gain", "grew",
		"grow",
		"halv", "heated", "hike", "improv", "increas", "jump", "leap", "lengthen", "lift",
		"lower", "moved", "moving", "narrow", "plung", "push", "quadrupl", "rais", "ramp",
		"rebound", "recover", "reduc", "retreat", "revis", "rise", "rising", "rose", "sank",
		"scale", "scaling", "shift", "shorten", "shrank", "shrink", "shrunk", "slash", "slid",
		"slip", "slow", "soar", "spike", "strengthen", "sunk", "surg", "swell", "switch",
		"swung", "transition", "trim", "tripl", "tumbl", "upgrad", "warmed", "weaken", "went",
		"widen",
	};

	for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
		if (word.len == strlen(whole[i]) && !strncasecmp(word.ptr, whole[i], word.len))
			return true;
	for (size_t i = 0; i < sizeof begins / sizeof *begins; i++)
		if (word.len >= strlen(begins[i]) &&
		    !strncasecmp(word.ptr, begins[i], strlen(begins[i])))
			return true;
	return false;
}
