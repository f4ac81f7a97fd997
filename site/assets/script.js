/* What a page, whole without it, can do. */
'use strict';

const root = document.documentElement;
const find = (selector, from = document) => [...from.querySelectorAll(selector)];
const text = (node) => node.textContent.trim();
const { src, dataset } = document.currentScript;
const words = JSON.parse(dataset.words || '{}');
const say = (word, ...put) => (words[word] || word).replace(/{(.)}/g, (_, i) => put[i]);
const target = (link) => document.getElementById(decodeURIComponent(link.hash.slice(1)));

/* A new last child; NAME is its element's. */
const add = (parent, className, content, name = 'button') => {
	const made = Object.assign(document.createElement(name), { className, textContent: content });
	if (name === 'button') made.type = name;
	parent.append(made);
	return made;
};

/* Of the unknown, nothing. */
const known = (node) => text(node).replace(/^—.*/, '');

/* The reader's choice of colours. */
const theme = (bar) => {
	const names = ['system', 'light', 'dark'];
	const button = add(bar, 'theme', '');
	let store = {};
	try { store = localStorage; } catch (e) {}
	const show = (name) => {
		root.dataset.theme = name;
		button.ariaLabel = button.title = `${say('Colours')}: ${say(name)}`;
	};
	show(store.theme || names[0]);
	button.onclick = () => {
		store.theme = names[(names.indexOf(root.dataset.theme) + 1) % 3];
		show(store.theme);
	};
};

const searching = (bar, base) => {
	const button = add(bar, 'search', say('Search'));
	const open = () => {
		if (window.openSearch) return openSearch(base);
		const script = add(document.head, '', '', 'script');
		script.onload = open;
		script.src = `${base}assets/search.js`;
	};
	button.setAttribute('aria-keyshortcuts', '/');
	button.onclick = open;
	document.addEventListener('keydown', (event) => {
		if (event.key !== '/' || event.ctrlKey || event.metaKey || event.target.closest('input, select')) return;
		event.preventDefault();
		open();
	});
};

/* Where the reader is. */
const contents = () => {
	const links = find('.contents a').filter(target);
	const mark = () => {
		const line = innerHeight * (scrollY + innerHeight > root.scrollHeight - 2 ? 1 : 0.25);
		const at = links.filter((link) => target(link).getBoundingClientRect().top < line).pop();
		links.forEach((link) => { link.ariaCurrent = link === at ? 'location' : null; });
	};
	window.onscroll = mark;
	mark();
};

/* "7 days ago", of days. */
const ages = () => {
	const ago = new Intl.RelativeTimeFormat(root.lang, { numeric: 'auto', numberingSystem: 'latn' });
	const today = new Date().setHours(0, 0, 0, 0);
	for (const time of find('.post time, .versions time')) {
		const [year, month, day] = time.dateTime.split('-');
		const days = Math.round((new Date(year, month - 1, day) - today) / 864e5);
		const far = Math.abs(days);
		const [unit, length] = far < 31 ? ['day', 1] : far < 365 ? ['month', 30.5] : ['year', 365];
		if (day) add(time, 'age', ` · ${ago.format(Math.trunc(days / length), unit)}`, 'span');
	}
};

/* What sorts a cell. */
const key = ({ firstChild: it, dataset: { order = it.dateTime || known(it) } }) => order;

/* Up, down, and as it was. */
const sorts = (table, tell) => {
	const rows = find('tbody tr', table);
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
		tell(`${text(head)}: ${say(way === 'none' ? 'not sorted' : way)}`);
	};
	heads.forEach((head, column) => {
		const name = text(head);
		head.textContent = '';
		add(head, 'sort', name).onclick = () => sort(head, column);
	});
};

/* The rows of a party. */
const filters = (table, select, tell) => {
	const rows = find('tbody tr', table);
	const parties = (row) => [...row.cells].slice(0, 2).map(text);
	select.add(new Option(say('All'), ''));
	[...new Set([].concat(...rows.map(parties)))].sort().forEach((name) => select.add(new Option(name, name)));
	select.onchange = ({ target: { value } }) => {
		rows.forEach((row) => { row.hidden = value && !parties(row).includes(value); });
		tell(say('{0} of {1} shown', rows.filter((row) => row.offsetHeight).length, rows.length));
	};
};

/* Of a row, with its source. */
const citation = (table, row) => {
	const [a, b, scale] = [...row.cells].map((cell) => known(cell.firstChild) || '—');
	const sources = find('.sources a', row).map((link) => {
		const source = target(link).querySelector('a');
		return text(target(link)) + (source ? ` <${source.href}>` : '');
	});
	const { cite, url } = table.dataset;
	return `${say('{0} and {1}', a, b)}: ${scale}. ${cite}. ${say('Source:')} ${sources.join('; ') || '—'}. ${url}#${row.id}`;
};

const copies = (table, tell) => {
	for (const row of table.tBodies[0].rows) {
		const button = add(row.querySelector('.sources'), 'copy', say('Copy'));
		button.ariaLabel = `${say('Copy as a citation:')} ${text(row.cells[0])}, ${text(row.cells[1])}`;
		button.onclick = () => navigator.clipboard.writeText(citation(table, row)).then(() => tell(say('Copied')));
	}
};

/* A line above them says what was done. */
const commitments = (table) => {
	const bar = add(table.parentNode, 'bar', '', 'div');
	const label = add(bar, '', `${say('Party')} `, 'label');
	const status = add(bar, '', '', 'output');
	const tell = (said) => { status.value = said; };
	table.before(bar);
	filters(table, add(label, '', '', 'select'), tell);
	sorts(table, tell);
	if (navigator.clipboard) copies(table, tell);
};

const bar = add(document.querySelector('.masthead'), 'tools', '', 'div');
searching(bar, new URL('..', src).href);
theme(bar);
contents();
ages();
find('.deals').forEach(commitments);
