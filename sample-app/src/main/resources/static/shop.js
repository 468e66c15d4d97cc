"use strict";

/* Everything that comes from the shop is text and is shown as text: nothing here writes HTML. */

const EVERY = 500;
const SERVED = ["LIVE", "LAST_KNOWN", "STAND_IN", "REJECTED", "FAILED"];
const STATES = { C: "CLOSED", O: "OPEN", H: "HALF_OPEN", R: "RECOVERING" };
const FAULTS = [
	{ word: "Refuse", order: { fault: "refuse" } },
	{ word: "Hang", order: { fault: "hang" } },
	{ word: "Slow", order: { fault: "slow" } },
	{ word: "Fail 50 %", order: { fault: "fail", percent: "50" } },
	{ word: "Flap", order: { fault: "flap" } },
	{ word: "Heal", order: { fault: "heal" } }
];
const SHOWN = "inventory";

const cards = new Map();
let status = null;
let show = null;
let newest = null;

function $(id) {
	return document.getElementById(id);
}

function words(name) {
	return name.toLowerCase().replaceAll("_", " ");
}

function number(value) {
	return Math.round(value).toLocaleString("en");
}

function times(count) {
	return count === 1 ? "once" : number(count) + " times";
}

function millis(value) {
	return (value < 1 ? "under 1" : number(value)) + " ms";
}

function say(text, trouble) {
	const narrator = $("narrator");
	if (narrator.textContent !== text) {
		narrator.textContent = text;
	}
	narrator.classList.toggle("trouble", trouble === true);
}

async function send(method, path, text) {
	try {
		const body = (text !== undefined) ? new URLSearchParams(text) : undefined;
		const response = await fetch(path, { method, body });
		if (!response.ok) {
			const problem = await response.json();
			say(problem.detail || "The shop answered " + response.status + ".", true);
		}
	}
	catch (failure) {
		say("The shop does not answer. Is it still running?", true);
	}
	await look();
}

/* What is drawn */

function path(parent, name) {
	const drawn = document.createElementNS("http://www.w3.org/2000/svg", "path");
	drawn.setAttribute("class", name);
	parent.append(drawn);
	return drawn;
}

function card(feature) {
	const article = $("card").content.firstElementChild.cloneNode(true);
	const part = (name) => article.querySelector(name);
	part("h2").textContent = feature.title;
	part(".idea").textContent = feature.idea;
	part(".code").textContent = feature.method;
	const group = part(".faults");
	group.setAttribute("aria-label", "Break the service " + feature.breaker);
	const buttons = FAULTS.map((fault) => {
		const button = document.createElement("button");
		button.type = "button";
		button.textContent = fault.word;
		button.addEventListener("click", () => order(feature.breaker, fault.order));
		group.append(button);
		return { button, fault: fault.order.fault };
	});
	const drawn = {
		article, buttons,
		state: part(".state"), word: part(".word"), answer: part(".answer"), text: part(".text"),
		served: part(".served"), minute: part(".minute"), detail: part(".detail"), service: part(".service"),
		bars: SERVED.map((name) => path(part(".minute"), name)),
		strips: Object.values(STATES).map((name) => ({ name, path: path(part(".states"), name) }))
	};
	$("cards").append(article);
	return drawn;
}

function bars(drawn, seconds) {
	const most = Math.max(10, ...seconds.map((counts) => counts.reduce((sum, count) => sum + count, 0)));
	const shapes = SERVED.map(() => "");
	const sums = SERVED.map(() => 0);
	seconds.forEach((counts, second) => {
		let bottom = 24;
		counts.forEach((count, kind) => {
			const height = 24 * count / most;
			bottom -= height;
			sums[kind] += count;
			if (count > 0) {
				shapes[kind] += `M${second + 0.1} ${bottom.toFixed(2)}h.8v${height.toFixed(2)}h-.8z`;
			}
		});
	});
	drawn.bars.forEach((bar, kind) => bar.setAttribute("d", shapes[kind]));
	drawn.minute.setAttribute("aria-label", "The last minute: "
			+ SERVED.map((name, kind) => sums[kind] + " " + words(name)).join(", "));
}

function strips(drawn, states) {
	drawn.strips.forEach((strip) => {
		let shape = "";
		[...states].forEach((letter, second) => {
			if (STATES[letter] === strip.name) {
				shape += `M${second} 0h1v2h-1z`;
			}
		});
		strip.path.setAttribute("d", shape);
	});
}

function detail(breaker) {
	const parts = [];
	if (breaker.retryAfter !== undefined) {
		parts.push("next trial in " + breaker.retryAfter.toFixed(1) + " s");
	}
	else {
		parts.push(breaker.openings > 0 ? "opened " + times(breaker.openings) : "never opened");
	}
	if (breaker.rejected > 0) {
		parts.push(number(breaker.rejected) + " rejected");
	}
	if (breaker.wouldReject > 0) {
		parts.push(number(breaker.wouldReject) + " it would reject");
	}
	return parts.join(" · ");
}

function draw(feature) {
	if (!cards.has(feature.name)) {
		cards.set(feature.name, card(feature));
	}
	const drawn = cards.get(feature.name);
	const breaker = status.breakers[feature.breaker];
	const service = status.services[feature.breaker];
	drawn.state.className = "state " + breaker.state;
	drawn.word.textContent = breaker.state.replace("_", "-") + (breaker.mode === "ENFORCE" ? "" : ", " + breaker.mode);
	drawn.answer.className = "answer " + (feature.last ? feature.last.served : "");
	drawn.text.textContent = feature.last ? feature.last.text : "–";
	drawn.served.className = "served " + (feature.last ? feature.last.served : "");
	drawn.served.textContent = feature.last ? words(feature.last.served) + ", " + feature.last.product + ", "
			+ millis(feature.last.millis) : "no customer yet";
	bars(drawn, feature.seconds);
	strips(drawn, feature.states);
	drawn.detail.textContent = detail(breaker);
	const waiting = (feature.waiting > 2) ? ", " + feature.waiting + " customers wait" : "";
	const left = (service.secondsLeft > 0) ? ", " + Math.ceil(service.secondsLeft) + " s left" : "";
	drawn.service.textContent = feature.breaker + " " + service.says + left + waiting + ".";
	drawn.service.classList.toggle("broken", service.health !== "well");
	drawn.buttons.forEach(({ button, fault }) => button.setAttribute("aria-pressed", String(fault === service.health)));
	drawn.article.classList.toggle("shown", show !== null && feature.breaker === SHOWN);
}

function tell(news) {
	const latest = news.length > 0 ? news[0].at + news[0].who + news[0].what : null;
	if (latest === newest) {
		return;
	}
	newest = latest;
	$("story").replaceChildren(...news.map((each) => {
		const item = document.createElement("li");
		const time = document.createElement("time");
		time.dateTime = each.at;
		time.textContent = new Date(each.at).toLocaleTimeString();
		const who = document.createElement("b");
		who.textContent = each.who;
		const what = document.createElement("span");
		what.className = "what";
		what.textContent = each.what;
		item.append(time, " ", who);
		if (each.to !== undefined) {
			const to = document.createElement("b");
			to.className = "to";
			to.textContent = each.to.replace("_", "-");
			item.className = each.to;
			item.append(" is ", to);
		}
		item.append(what);
		return item;
	}));
}

function crowd(customers) {
	const there = customers.rate > 0;
	$("customers").setAttribute("aria-pressed", String(there));
	$("customers").textContent = there ? "Send customers home" : "Let customers in";
	$("load").textContent = there
		? `${customers.rate} customers a second look at each card, ${Math.ceil(customers.secondsLeft)} s left, `
			+ `${number(customers.visits)} visits.` : "There are no customers.";
}

/* What is done */

async function look() {
	try {
		const response = await fetch("shop/status", { cache: "no-store" });
		status = await response.json();
		document.body.classList.remove("stale");
		crowd(status.customers);
		status.features.forEach(draw);
		tell(status.story);
		narrate();
	}
	catch (failure) {
		document.body.classList.add("stale");
		say("The shop does not answer. Is it still running?", true);
	}
}

async function order(service, fault) {
	if (fault.fault !== "heal" && status !== null && status.customers.rate === 0) {
		say("The service is broken now, but there are no customers to notice. Let customers in.");
	}
	await send("POST", "shop/faults/" + encodeURIComponent(service), { ...fault, for: "20s" });
}

/* The show: customers, a fault of ten seconds, and what the breaker does about it. */

async function start() {
	show = { began: Date.now(), broken: false, opened: false };
	$("show").disabled = true;
	await send("POST", "shop/faults/all", { fault: "heal" });
	await send("POST", "shop/customers", { rate: "10", for: "45s" });
	cards.values().next().value.article.scrollIntoView({ block: "nearest" });
}

function narrate() {
	if (show === null) {
		return;
	}
	const state = status.breakers[SHOWN].state;
	const broken = status.services[SHOWN].health !== "well";
	const seconds = (Date.now() - show.began) / 1000;
	show.opened = show.opened || (show.broken && state === "OPEN");
	if (!show.broken && seconds > 4) {
		show.broken = true;
		send("POST", "shop/faults/" + SHOWN, { fault: "refuse", for: "10s" });
	}
	if (!show.broken) {
		say("Customers come in, 10 a second at each card. All is well: what they read is live.");
	}
	else if (!show.opened) {
		say("Now the inventory resets every connection, for 10 seconds. Look at the card “Stock”.");
	}
	else if (state === "OPEN") {
		say(broken ? "The breaker is OPEN: nobody asks the inventory, and customers read the last known stock at once."
			: "The inventory is well again. Nobody told the breaker: it finds out by itself when its wait is over.");
	}
	else if (state === "HALF_OPEN") {
		say("HALF-OPEN: one call is let through as a trial.");
	}
	else if (state === "RECOVERING") {
		say("The trial succeeded. RECOVERING: a growing share of the calls passes, so that nothing is overrun.");
	}
	else {
		say("CLOSED again, by itself, and the stock is live. Now break something yourself.");
		stop();
	}
	if (seconds > 60) {
		stop();
	}
}

function stop() {
	show = null;
	$("show").disabled = false;
}

async function watch() {
	if (!document.hidden) {
		await look();
	}
	setTimeout(watch, EVERY);
}

$("show").addEventListener("click", start);
$("customers").addEventListener("click", () => (status !== null && status.customers.rate > 0)
	? send("DELETE", "shop/customers") : send("POST", "shop/customers", { rate: "10", for: "3m" }));
$("heal").addEventListener("click", () => send("POST", "shop/faults/all", { fault: "heal" }));
watch();
