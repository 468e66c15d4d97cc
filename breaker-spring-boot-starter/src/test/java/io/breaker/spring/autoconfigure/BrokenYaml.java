package io.breaker.spring.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.breaker.config.Setting;
import io.breaker.spring.SpringSettings;
import org.jspecify.annotations.Nullable;

/**
 * Files that must be refused, made from the settings: values beyond each range, words and
 * keys with slips of the finger, templates that are not there, combinations that cannot
 * be.
 */
final class BrokenYaml {

	private static final String HEAD = "spring:\n  application:\n    name: shop\n---\n";

	private static final Pattern LIMIT = Pattern.compile("at least (\\S+) and at most ([^\\s,]+)");

	private final List<Broken> all = new ArrayList<>();

	private BrokenYaml() {
	}

	/**
	 * A file that must be refused.
	 *
	 * @param text what stands in the file
	 * @param key the whole key that must be named
	 * @param value the value that must be named
	 * @param line the line that must be named
	 * @param nearest what was meant, {@code null} where nothing comes near
	 */
	record Broken(String text, String key, String value, int line, @Nullable String nearest) {

		@Override
		public String toString() {
			return this.key + " " + this.value + " in line " + this.line;
		}

	}

	static List<Broken> all() {
		BrokenYaml yaml = new BrokenYaml();
		List<Setting<?>> written = SpringSettings.all()
			.stream()
			.filter((setting) -> !setting.type().isInCodeOnly())
			.toList();
		for (Owner owner : Owner.values()) {
			written.forEach((setting) -> yaml.addValues(owner, setting));
			written.forEach((setting) -> yaml.addKeys(owner, setting.key()));
			yaml.addKeys(owner, "template");
			yaml.addFunctions(owner);
			yaml.addLists(owner);
		}
		yaml.addFlags();
		yaml.addSections();
		yaml.addTemplates();
		yaml.addNames();
		yaml.addCombinations();
		return yaml.all;
	}

	private void add(Owner owner, String key, String written, String value, @Nullable String nearest) {
		this.all.add(new Broken(owner.head + owner.indent + key + ": " + written + "\n", owner.path + "." + key, value,
				owner.line(), nearest));
	}

	private void addValues(Owner owner, Setting<?> setting) {
		String key = setting.key();
		badValues(setting).forEach((value) -> {
			add(owner, key, "\"" + value + "\"", value.isEmpty() ? "empty" : value, null);
			if (value.matches("[a-zA-Z][a-zA-Z ]*|-?\\d+[a-z%]+")) {
				add(owner, key, value, value, null);
			}
		});
		for (String word : setting.type().words()) {
			for (String slip : slips(word)) {
				add(owner, key, slip, slip, word);
			}
		}
	}

	private static List<String> badValues(Setting<?> setting) {
		String requirement = setting.type().requirement();
		List<String> bad = new ArrayList<>();
		Matcher limits = LIMIT.matcher(requirement);
		boolean limited = limits.find();
		if (requirement.contains("a whole number") && limited) {
			bad.addAll(List.of(String.valueOf(Long.parseLong(limits.group(1)) - 1),
					String.valueOf(Long.parseLong(limits.group(2)) + 1), "-7", "1.5", "many", "5s", "50%",
					"99999999999", ""));
		}
		else if (requirement.contains("a number of calls") && limited) {
			bad.addAll(List.of(String.valueOf(Long.parseLong(limits.group(1)) - 1),
					String.valueOf(Long.parseLong(limits.group(2)) + 1), "999ms", "3601s", "-5", "1.5", "40%", "soon",
					""));
		}
		else if (requirement.contains("a duration") && limited) {
			bad.addAll(List.of(nanos(limits.group(1)) - 1 + "ns", nanos(limits.group(2)) + 1 + "ns", "-1s", "5", "1.5s",
					"5 s", "5 seconds", "soon", "1s500ms", "40%", ""));
		}
		else if (requirement.contains("a percentage") && limited) {
			double most = Double.parseDouble(limits.group(2).replace("%", ""));
			bad.addAll(List.of(most + 0.0001 + "%", most + 1 + "%", "-1%", "-0.0001%", "40", "0.4", "40.00001%", "40%%",
					"forty%", "half", "%", "5s", ""));
			if (!requirement.contains("at least 0%")) {
				bad.add("0%");
			}
		}
		else if (requirement.contains("one of")) {
			bad.addAll(List.of("maybe", "7", ""));
		}
		else if (requirement.contains("exception classes")) {
			bad.addAll(List.of("com.acme.NoSuchException", "java.lang.String", "java", "7"));
		}
		else {
			bad.addAll(List.of("99", "600", "6xx", "5xy", "503-500", "500-", "500-600", "-500", "all", "5", "5xx;429"));
		}
		return bad;
	}

	private static long nanos(String duration) {
		Matcher matcher = Pattern.compile("(\\d+)(us|ms|s|h|d)").matcher(duration);
		if (!matcher.matches()) {
			throw new IllegalArgumentException(duration);
		}
		return Long.parseLong(matcher.group(1)) * switch (matcher.group(2)) {
			case "us" -> 1_000L;
			case "ms" -> 1_000_000L;
			case "s" -> 1_000_000_000L;
			case "h" -> 3_600_000_000_000L;
			default -> 86_400_000_000_000L;
		};
	}

	/**
	 * Two neighbours swapped, the first letter lost, one too many at the end, one hit
	 * twice.
	 */
	private static List<String> slips(String word) {
		int swapped = word.length() - 2;
		while (word.charAt(swapped) == word.charAt(swapped + 1) || word.charAt(swapped) == '-'
				|| word.charAt(swapped + 1) == '-') {
			swapped--;
		}
		return List.of(word.substring(0, swapped) + word.charAt(swapped + 1) + word.charAt(swapped)
				+ word.substring(swapped + 2), word.substring(1), word + "x", word.charAt(0) + word);
	}

	private void addKeys(Owner owner, String key) {
		for (String slip : slips(key)) {
			add(owner, slip, "1", slip, key);
		}
		add(owner, "shop-" + key.replace('e', 'q') + "-of-all", "1", "shop-" + key.replace('e', 'q') + "-of-all", null);
	}

	private void addFunctions(Owner owner) {
		SpringSettings.all().stream().filter((setting) -> setting.type().isInCodeOnly()).forEach((setting) -> {
			add(owner, setting.key(), "com.acme.Decision", "com.acme.Decision", null);
			add(owner, setting.key(), "\"off\"", "off", null);
		});
	}

	private void addLists(Owner owner) {
		for (String key : List.of("record", "ignore")) {
			String text = owner.head + owner.indent + key + ":\n";
			String item = owner.indent + "- ";
			this.all.add(new Broken(text + item + "java.io.IOException\n" + item + "java.lang.Eror\n",
					owner.path + "." + key, "java.lang.Eror", owner.line() + 2, null));
			this.all.add(new Broken(text + item + "java.io.IOExeption\n" + item + "java.lang.Error\n",
					owner.path + "." + key, "java.io.IOExeption", owner.line() + 1, "java.io.IOException"));
			this.all
				.add(new Broken(text + owner.indent + "  near: java.io.IOException\n", owner.path + "." + key + ".near",
						key.equals("near") ? "" : owner.named() ? "near" : key + ".near", owner.line() + 1, null));
		}
		for (String key : List.of("record-status", "ignore-status")) {
			this.all.add(new Broken(owner.head + owner.indent + key + ": [ 429, 777 ]\n", owner.path + "." + key,
					"429,777", owner.line(), null));
		}
	}

	private void addFlags() {
		for (Flag flag : Flag.values()) {
			for (String slip : slips(flag.key())) {
				top(slip, "1", slip, flag.key());
			}
		}
		top("strict", "maybe", "maybe", null);
		top("strict", "fasle", "fasle", "false");
		top("enabled", "truee", "truee", "true");
		top("aspect-mode", "proxi", "proxi", "proxy");
		top("aspect-order", "first", "first", null);
		top("events.capacity", "0", "0", null);
		top("shop", "5", "shop", null);
	}

	private void top(String key, String written, String value, @Nullable String nearest) {
		this.all.add(new Broken("breaker:\n  " + key + ": " + written + "\n", "breaker." + key, value, 2, nearest));
	}

	private void addSections() {
		for (String section : List.of("defaults", "templates", "instances")) {
			for (String slip : slips(section)) {
				this.all.add(new Broken("breaker:\n  " + slip + ":\n    inventory:\n      window: 100\n",
						"breaker." + slip + ".inventory.window", slip + ".inventory.window", 4, section));
			}
			this.all.add(new Broken("breaker:\n  " + section + ": 5\n", "breaker." + section, "5", 2, null));
			this.all
				.add(new Broken("breaker:\n  " + section + ":\n    - 5\n", "breaker." + section + "[0]", "5", 3, null));
		}
		for (String section : List.of("templates", "instances")) {
			this.all.add(new Broken("breaker:\n  " + section + ":\n    inventory: 40%\n",
					"breaker." + section + ".inventory", "40%", 3, null));
		}
		this.all.add(new Broken("breaker: on\n", "breaker", "true", 1, null));
	}

	private void addTemplates() {
		String templates = "breaker:\n  templates:\n    remote:\n      evidence: 12\n    local:\n      evidence: 13\n";
		for (String slip : slips("remote")) {
			this.all.add(new Broken(templates + "  instances:\n    inventory:\n      template: " + slip + "\n",
					"breaker.instances.inventory.template", slip, 9, "remote"));
			this.all.add(new Broken(templates + "  defaults:\n    template: " + slip + "\n",
					"breaker.defaults.template", slip, 8, "remote"));
			this.all.add(new Broken(templates + "    third:\n      template: " + slip + "\n",
					"breaker.templates.third.template", slip, 8, "remote"));
		}
		this.all.add(new Broken(templates + "  instances:\n    inventory:\n      template: warehouse\n",
				"breaker.instances.inventory.template", "warehouse", 9, null));
		this.all.add(new Broken("breaker:\n  templates:\n    a:\n      template: a\n", "breaker.templates.a.template",
				"a", 4, null));
		this.all.add(new Broken("breaker:\n  templates:\n    a:\n      template: b\n    b:\n      template: a\n",
				"breaker.templates.b.template", "a", 6, null));
	}

	private void addNames() {
		for (String section : List.of("templates", "instances")) {
			for (String name : List.of("a/b", "GET /x", "/", "a".repeat(201))) {
				String shown = (name.length() > 200) ? name.substring(0, 200) + "…" : name;
				String path = "breaker." + section + "." + name;
				this.all.add(new Broken("breaker:\n  " + section + ":\n    \"" + name + "\":\n      window: 100\n",
						(path.length() > 200) ? path.substring(0, 200) + "…" : path, shown, 4, null));
			}
		}
	}

	private void addCombinations() {
		String instance = "breaker:\n  instances:\n    inventory:\n";
		combination(instance + "      window: 10\n      minimum-calls: 11\n", "instances.inventory.minimum-calls", "11",
				5);
		combination(instance + "      slow-call-rate: 50%\n", "instances.inventory.slow-call-rate", "50%", 4);
		combination(instance + "      slow-call-rate: 50%\n      window: 10\n", "instances.inventory.slow-call-rate",
				"50%", 4);
		combination(instance + "      slow-call: 1s\n      slow-call-rate: 50%\n", "instances.inventory.slow-call-rate",
				"50%", 5);
		combination(instance + "      open-for: 9s\n      open-for-max: 3s\n", "instances.inventory.open-for", "9s", 4);
		combination(instance + "      ramp: 9s\n      ramp-max: 3s\n", "instances.inventory.ramp", "9s", 4);
		combination("breaker:\n  defaults:\n    open-for-max: 3s\n" + "  instances:\n    x:\n      open-for: 9s\n",
				"instances.x.open-for", "9s", 6);
		combination("breaker:\n  defaults:\n    slow-call-rate: 50%\n", "defaults.slow-call-rate", "50%", 3);
		combination(
				"breaker:\n  templates:\n    t:\n      minimum-calls: 30\n"
						+ "  instances:\n    'x-*':\n      template: t\n      window: 20\n",
				"templates.t.minimum-calls", "30", 4);
	}

	private void combination(String text, String key, String value, int line) {
		this.all.add(new Broken(text, "breaker." + key, value, line, null));
	}

	/**
	 * Where a setting can stand.
	 */
	private enum Owner {

		DEFAULTS("breaker:\n  defaults:\n", "breaker.defaults"),

		TEMPLATE("breaker:\n  templates:\n    remote:\n", "breaker.templates.remote"),

		INSTANCE(HEAD + "breaker:\n  instances:\n    inventory:\n", "breaker.instances.inventory"),

		PATTERN("breaker:\n  instances:\n    \"partner-*\":\n", "breaker.instances.partner-*"),

		BRACKETS("breaker:\n  instances:\n    \"[payment.api]\":\n", "breaker.instances.payment.api");

		private final String head;

		private final String path;

		private final String indent;

		Owner(String head, String path) {
			this.head = head;
			this.path = path;
			this.indent = named() ? "      " : "    ";
		}

		boolean named() {
			return !name().equals("DEFAULTS");
		}

		int line() {
			return (int) this.head.lines().count() + 1;
		}

	}

}
