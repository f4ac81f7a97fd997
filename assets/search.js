/* Search: a dialog, fetched when first wanted. */
'use strict';

{
	const kinds = { site: 'Site', topic: 'Topic', guide: 'Guide', deal: 'Commitment', question: 'Question', fact: 'Fact' };
	const MOST = 12;
	let dialog;

	const make = (parent, name, attributes, text = '') => {
		const made = document.createElement(name);
		for (const key in attributes) made.setAttribute(key, attributes[key]);
		made.textContent = text;
		parent.append(made);
		return made;
	};

	/* Without case and accents. */
	const plain = (text) => (text || '').normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase();

	/* Entries that hold all words, those with them in the title first, then in their order. */
	const match = (entries, query) => {
		const words = plain(query).split(/\s+/).filter(Boolean);
		const score = ({ title, all }) => (words.every((word) => all.includes(word))
			? words.filter((word) => title.includes(word)).length + title.startsWith(words[0]) : -1);
		if (!words.length) return [];
		return entries.map((entry) => [score(entry), entry]).filter(([points]) => points >= 0)
			.sort((a, b) => b[0] - a[0]).map(([, { shown }]) => shown);
	};

	const load = (base) => fetch(`${base}search.json`).then((response) => response.json())
		.then((list) => [...new Map(list.map((shown) => {
			const all = `${plain(shown.title)} ${plain(shown.text)}`;
			const [page, id = page] = shown.url.split('#');
			return [shown.kind + all + id, { shown, title: shown.kind === 'fact' ? '' : plain(shown.title), all }];
		})).values()]);

	const build = (base) => {
		dialog = make(document.body, 'dialog', { class: 'finder', 'aria-label': say('Search') });
		const input = make(dialog, 'input', {
			type: 'text', role: 'combobox', 'aria-label': say('Search guides, commitments, questions and facts'),
			'aria-expanded': 'false', 'aria-controls': 'found.list', 'aria-autocomplete': 'list',
			autocomplete: 'off', spellcheck: 'false', placeholder: say('Search'),
		});
		const list = make(dialog, 'ul', { id: 'found.list', role: 'listbox', 'aria-label': say('Found') });
		const status = make(dialog, 'p', { role: 'status' });
		let entries = [];
		let at = -1;

		const mark = (to) => {
			const { children } = list;
			if (children[at]) children[at].setAttribute('aria-selected', 'false');
			at = children.length ? (to + children.length) % children.length : -1;
			input.setAttribute('aria-activedescendant', at < 0 ? '' : children[at].id);
			if (at < 0) return;
			children[at].setAttribute('aria-selected', 'true');
			children[at].scrollIntoView({ block: 'nearest' });
		};
		const go = (item) => {
			dialog.close();
			location.href = item.dataset.url;
		};
		const show = () => {
			const found = match(entries, input.value);
			list.textContent = '';
			found.slice(0, MOST).forEach(({ kind, title, url, text }, i) => {
				const item = make(list, 'li', { id: `found.${i}`, role: 'option', 'aria-selected': 'false', 'data-url': url });
				make(item, 'span', { class: 'kicker' }, say(kinds[kind] || kind));
				make(item, 'b', {}, title);
				if (text) make(item, 'span', {}, text);
				item.onclick = () => go(item);
			});
			list.hidden = !found.length;
			input.setAttribute('aria-expanded', String(!list.hidden));
			status.textContent = found.length > MOST ? say('{0} of {1}', MOST, found.length) : found.length || !input.value.trim() ? '' : say('Nothing found');
			mark(0);
		};

		input.oninput = show;
		input.onkeydown = (event) => {
			const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
			if (step) mark(at + step);
			else if (event.key === 'Enter' && list.children[at]) go(list.children[at]);
			else return;
			event.preventDefault();
		};
		dialog.onclick = (event) => { if (event.target === dialog) dialog.close(); };
		show();
		load(base).then((made) => { entries = made; show(); }, () => { status.textContent = say('Search could not be loaded'); });
	};

	window.openSearch = (base) => {
		if (!dialog) build(base);
		if (!dialog.open) dialog.showModal();
	};
}
