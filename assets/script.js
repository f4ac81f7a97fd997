/* What a page does beyond being read; it is whole without. */
'use strict';

const root = document.documentElement;
const find = (selector, from = document) => [...from.querySelectorAll(selector)];
const text = (node) => node.textContent.trim();
const target = (link) => document.getElementById(decodeURIComponent(link.hash.slice(1)));

/* A new last child of PARENT, a button unless NAME says. */
const add = (parent, className, content, name = 'button') => {
	const made = Object.assign(document.createElement(name), { className, textContent: content });
	if (name === 'button') made.type = name;
	parent.append(made);
	return made;
};

/* The system's colours, or those that the reader chose. */
const theme = (bar) => {
	const names = ['system', 'light', 'dark'];
	const button = add(bar, 'theme', '');
	let store = {}; /* where none is allowed */
	try { store = localStorage; } catch (e) { /* so it is */ }
	const show = (name) => {
		root.dataset.theme = name;
		button.title = `Colours: ${name}`;
		button.ariaLabel = button.title;
	};
	show(store.theme || names[0]);
	button.onclick = () => {
		store.theme = names[(names.indexOf(root.dataset.theme) + 1) % 3];
		show(store.theme);
	};
};

/* Search is a script of its own, fetched on first use. */
const searching = (bar, base) => {
	const button = add(bar, 'search', 'Search');
	const open = () => {
		if (window.search) return search(base);
		const script = add(document.head, '', '', 'script');
		script.onload = open;
		script.src = `${base}assets/search.js`;
	};
	button.setAttribute('aria-keyshortcuts', '/');
	button.onclick = open;
	document.addEventListener('keydown', (event) => {
		if (event.key !== '/' || event.target.closest('input, select')) return;
		event.preventDefault();
		open();
	});
};

/* Where the reader is, in the contents. */
const contents = () => {
	const links = find('.contents a').filter(target);
	const mark = () => {
		const line = innerHeight * (scrollY + innerHeight > root.scrollHeight - 2 ? 1 : 0.25);
		const at = links.filter((link) => target(link).getBoundingClientRect().top < line).pop();
		links.forEach((link) => { link.ariaCurrent = link === at ? 'location' : null; });
	};
	document.addEventListener('scroll', mark, { passive: true });
	mark();
};

/* "7 days ago", where a date is known to the day. */
const ages = () => {
	const words = new Intl.RelativeTimeFormat(root.lang, { numeric: 'auto' });
	const today = new Date().setHours(0, 0, 0, 0);
	for (const time of find('.post time, .versions time')) {
		const [year, month, day] = time.dateTime.split('-');
		const days = Math.round((new Date(year, month - 1, day) - today) / 864e5);
		const [unit, length] = days > -31 ? ['day', 1] : days > -365 ? ['month', 30.5] : ['year', 365];
		if (day) add(time, 'age', ` · ${words.format(Math.trunc(days / length), unit)}`, 'span');
	}
};

/* What sorts a cell; unknown: nothing. */
const key = (cell) => {
	const first = cell.firstChild;
	const { order = first.dateTime || (first.className === 'unknown' ? '' : text(first)) } = cell.dataset;
	return order;
};

/* Headings become buttons: up, down, and as it was. */
const sorts = (table, say) => {
	const rows = [...table.tBodies[0].rows];
	const heads = find('thead th', table);
	const sort = (head, column) => {
		const way = { ascending: 'descending', descending: 'none' }[head.ariaSort] || 'ascending';
		const by = (a, b) => {
			const [x, y] = [a, b].map((row) => key(row.cells[column]));
			if (!x || !y) return !x - !y;
			return x.localeCompare(y) * (way === 'ascending' ? 1 : -1);
		};
		heads.forEach((other) => { other.ariaSort = other === head ? way : 'none'; });
		table.tBodies[0].append(...(way === 'none' ? rows : [...rows].sort(by)));
		say(`${text(head)}: ${way === 'none' ? 'not sorted' : way}`);
	};
	heads.forEach((head, column) => {
		const name = text(head);
		head.textContent = '';
		add(head, 'sort', name).onclick = () => sort(head, column);
	});
};

/* A choice of party leaves its rows. */
const filters = (table, select, say) => {
	const rows = [...table.tBodies[0].rows];
	const parties = (row) => [...row.cells].slice(0, 2).map(text);
	const show = () => {
		rows.forEach((row) => { row.hidden = select.value && !parties(row).includes(select.value); });
		say(`${rows.filter((row) => !row.hidden).length} of ${rows.length} shown`);
	};
	select.add(new Option('All', ''));
	[...new Set([].concat(...rows.map(parties)))].sort().forEach((name) => select.add(new Option(name)));
	select.onchange = show;
};

/* Value, version, date and source of a row. */
const citation = (table, row) => {
	const [a, b, scale] = [...row.cells].map((cell) => text(cell.firstChild));
	const sources = find('.sources a', row).map((link) => {
		const source = target(link).firstElementChild;
		return source ? `${text(source)} <${source.href}>` : text(target(link));
	});
	const { cite, url } = table.dataset;
	return `${a} and ${b}: ${scale || '—'}. ${cite}. Source: ${sources.join('; ') || '—'}. ${url}#${row.id}`;
};

/* A button a row. */
const copies = (table, say) => {
	for (const row of table.tBodies[0].rows) {
		const button = add(row.querySelector('.sources'), 'copy', 'Copy');
		button.ariaLabel = `Copy as a citation: ${text(row.cells[0])}, ${text(row.cells[1])}`;
		button.onclick = () => navigator.clipboard.writeText(citation(table, row)).then(() => say('Copied'));
	}
};

/* The commitments; a line above them says what was done. */
const commitments = (table) => {
	const bar = add(table.parentNode, 'bar', '', 'div');
	const label = add(bar, '', 'Party ', 'label');
	const status = add(bar, '', '', 'output');
	const say = (said) => { status.value = said; };
	table.before(bar);
	filters(table, add(label, '', '', 'select'), say);
	sorts(table, say);
	if (navigator.clipboard) copies(table, say);
};

const bar = add(document.querySelector('.masthead'), 'tools', '', 'div');
searching(bar, new URL('..', document.currentScript.src).href);
theme(bar);
contents();
ages();
find('.deals').forEach(commitments);
