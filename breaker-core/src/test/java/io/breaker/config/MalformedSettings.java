package io.breaker.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Makes up configurations that cannot be. Values come from the ranges that the settings
 * themselves state, so a new setting is covered as soon as it exists.
 */
final class MalformedSettings {

	static final String PATH = "breaker.instances.x.";

	private static final Pattern RANGE = Pattern.compile("(.*?)of at least (\\S+) and at most ([^ ,]+)");

	private static final String MEGABYTE = "9".repeat(1 << 20);

	private final List<Malformed> cases = new ArrayList<>();

	private MalformedSettings() {
	}

	static List<Malformed> all() {
		MalformedSettings made = new MalformedSettings();
		Settings.all().forEach(made::addTexts);
		Settings.all().forEach(made::addTyped);
		made.addDoubles();
		made.addKeys();
		made.addLayers();
		made.addClasses();
		made.addCombinations();
		made.addTemplates();
		made.addNames();
		return made.cases;
	}

	/**
	 * The limits that a setting states, as they are written in its requirement.
	 */
	static List<Range> ranges(Setting<?> setting) {
		List<Range> ranges = new ArrayList<>();
		Matcher matcher = RANGE.matcher(setting.type().requirement());
		while (matcher.find()) {
			ranges.add(new Range(matcher.group(1).contains("duration"), matcher.group(2), matcher.group(3)));
		}
		return ranges;
	}

	private void addTexts(Setting<?> setting) {
		for (Range range : ranges(setting)) {
			text(setting, range.below());
			text(setting, range.above());
			text(setting, range.negative());
		}
		if (setting.type().requirement().contains("at least")) {
			List<String> units = List.of("", "%", "s", "d", "x");
			for (String unit : units) {
				text(setting, "9223372036854775808" + unit);
				text(setting, "1e999999999" + unit);
				text(setting, "NaN" + unit);
				text(setting, "Infinity" + unit);
				text(setting, MEGABYTE + unit);
			}
			text(setting, "");
			text(setting, "0x10");
			text(setting, "1,5");
			wrongUnits(setting).forEach((unit) -> text(setting, "7" + unit));
		}
		if (setting.standard() != null && !(setting.standard() instanceof Set)) {
			text(setting, "off");
		}
		text(setting, "many");
		text(setting, "5\n\u0000\u001b[31m\u2028");
		text(setting, null);
	}

	private static List<String> wrongUnits(Setting<?> setting) {
		String requirement = setting.type().requirement();
		List<String> units = new ArrayList<>(List.of(" apples", "$"));
		if (!requirement.contains("duration")) {
			units.addAll(List.of("s", "ms"));
		}
		if (!requirement.contains("percentage")) {
			units.add("%");
		}
		if (!requirement.contains("number")) {
			units.add("");
		}
		return units;
	}

	private void addTyped(Setting<?> setting) {
		for (Range range : ranges(setting)) {
			typed(setting, value(setting, range, range.above()));
			typed(setting, value(setting, range, range.below()));
			typed(setting, value(setting, range, range.negative()));
			if (range.time()) {
				typed(setting, window(setting, Duration.ofSeconds(Long.MAX_VALUE)));
			}
			else if (!range.least().endsWith("%")) {
				typed(setting, value(setting, range, Integer.toString(Integer.MAX_VALUE)));
				typed(setting, value(setting, range, Integer.toString(Integer.MIN_VALUE)));
			}
		}
		if (setting.standard() != null) {
			typed(setting, null);
		}
	}

	/**
	 * Makes a value of the type of a setting.
	 * @return the value, {@code null} where the type itself has no such values
	 */
	static @Nullable Object value(Setting<?> setting, Range range, String text) {
		if (range.time()) {
			Duration time = Durations.parse(text);
			return (time != null) ? window(setting, time) : null;
		}
		if (range.least().endsWith("%")) {
			try {
				return Rate.percent(new BigDecimal(text.replace("%", "")));
			}
			catch (IllegalArgumentException ex) {
				return null;
			}
		}
		int count = Integer.parseInt(text);
		return setting.equals(Settings.WINDOW) ? Window.ofCalls(count) : (Object) count;
	}

	private static Object window(Setting<?> setting, Duration time) {
		return setting.equals(Settings.WINDOW) ? Window.ofTime(time) : time;
	}

	private void addDoubles() {
		for (double percent : new double[] { Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -1,
				-0.0001, 0.00001, 33.33333, 100.0001, Double.MAX_VALUE, Double.MIN_VALUE }) {
			percent(Settings.FAILURE_RATE, percent, (builder) -> builder.failureRate(percent));
			percent(Settings.SLOW_CALL_RATE, percent, (builder) -> builder.slowCallRate(percent));
			percent(Settings.OPEN_JITTER, percent, (builder) -> builder.openJitter(percent));
			percent(Settings.RECOVERY_RATE, percent, (builder) -> builder.recoveryRate(percent));
		}
		percent(Settings.FAILURE_RATE, 0, (builder) -> builder.failureRate(0));
		percent(Settings.OPEN_JITTER, 90.0001, (builder) -> builder.openJitter(90.0001));
	}

	private void percent(Setting<?> setting, double percent, Consumer<SettingsBuilder> decide) {
		String value = Double.toString(percent);
		String shown = (setting.equals(Settings.FAILURE_RATE) && percent == 0) ? "0%" : value;
		add(setting.key() + " " + value, PATH + setting.key(), setting.type().requirement(),
				(percent == 90.0001) ? "90.0001%" : shown, null, instance(decide));
	}

	private void addKeys() {
		misspell("template", "template");
		Settings.all()
			.forEach((setting) -> misspell(setting.key(), setting.type().isInCodeOnly() ? null : setting.key()));
		key("frobnicate", null);
		key("", null);
		key("  ", null);
		key(MEGABYTE, null);
		key("failure-rate\n\u001b", "failure-rate");
		add("null key", PATH + "null", "be a known key (template, mode,", "null", null,
				instance((builder) -> builder.set((String) null, "1")));
	}

	private void misspell(String key, @Nullable String meant) {
		key(key.substring(0, 2) + key.charAt(3) + key.charAt(2) + key.substring(4), meant);
		key(key.substring(1), meant);
		key(key + "s", meant);
		key(key.toUpperCase(Locale.ROOT), meant);
		key("_" + key, meant);
	}

	private void key(String written, @Nullable String meant) {
		if (Settings.all().stream().noneMatch((setting) -> setting.key().equals(written))) {
			add("key " + written, PATH + written, "be a known key (template, mode,", written, meant,
					instance((builder) -> builder.set(written, "1")));
		}
	}

	private void addLayers() {
		Consumer<SettingsBuilder> bad = (builder) -> builder.set("open-for", "soon");
		Consumer<SettingsBuilder> none = (builder) -> {
		};
		String requirement = Settings.OPEN_FOR.type().requirement();
		add("in defaults", "breaker.defaults.open-for", requirement, "soon", null,
				() -> BreakerConfiguration.builder().defaults(bad).build());
		add("in a template", "breaker.templates.remote.open-for", requirement, "soon", null,
				() -> BreakerConfiguration.builder().template("remote", bad).build());
		add("in a pattern", "breaker.instances.partner-*.open-for", requirement, "soon", null,
				() -> BreakerConfiguration.builder().instance("partner-*", bad).build());
		add("in code", "open-for", requirement, "soon", null, () -> BreakerSettings.of(bad));
		add("by an operator", "open-for", requirement, "soon", null,
				() -> bad.accept(new SettingsBuilder(Origin.ACTUATOR, Settings.all())));
		add("after a good one", PATH + "open-for", requirement, "soon", null,
				() -> BreakerConfiguration.builder().instance("y", none).instance("x", bad).build());
	}

	@SuppressWarnings({ "unchecked", "rawtypes" })
	private void addClasses() {
		for (Setting<Set<Class<? extends Throwable>>> setting : List.of(Settings.RECORD, Settings.IGNORE)) {
			classes(setting, "com.acme.NoSuchException", "com.acme.NoSuchException", null);
			classes(setting, "java.io.IOExeption", "java.io.IOExeption", "java.io.IOException");
			classes(setting, "java.lang.Exception,java.io.IOExeption", "java.io.IOExeption", "java.io.IOException");
			classes(setting, "ConnectException", "ConnectException", "java.net.ConnectException");
			classes(setting, "java.lang.String", "java.lang.String", null);
			classes(setting, "[Ljava.lang.Exception;", "[Ljava.lang.Exception;", null);
			classes(setting, "java/io/IOException", "java/io/IOException", "java.io.IOException");
			classes(setting, "int", "int", null);
			typed(setting, Collections.singleton(null));
			typed(setting, (Set) Set.of(String.class));
		}
		String requirement = Settings.RECORD.type().requirement();
		add("null array to record", PATH + "record", requirement, "null", null,
				instance((builder) -> builder.record((Class<? extends Throwable>[]) null)));
		add("null class to ignore", PATH + "ignore", requirement, "null", null,
				instance((builder) -> builder.ignore((Class<? extends Throwable>) null)));
	}

	private void classes(Setting<?> setting, String written, String culprit, @Nullable String nearest) {
		add(setting.key() + " " + written, PATH + setting.key(), setting.type().requirement(), culprit, nearest,
				instance((builder) -> builder.set(setting.key(), written)));
	}

	private void addCombinations() {
		combination("minimum-calls", "be at most 'breaker.instances.x.window', 10 calls,", "11", "window=10",
				"minimum-calls=11");
		combination("slow-call-rate", "stand together with 'window' and 'slow-call'", "50%", "slow-call-rate=50%");
		combination("slow-call-rate", "stand together with 'window' and 'slow-call'", "50%", "slow-call-rate=50%",
				"window=10");
		combination("slow-call-rate", "stand together with 'window' and 'slow-call'", "50%", "slow-call-rate=50%",
				"slow-call=1s");
		combination("open-for", "be at most 'breaker.instances.x.open-for-max', 1s,", "2s", "open-for=2s",
				"open-for-max=1s");
		combination("ramp", "be at most 'breaker.instances.x.ramp-max', 1s,", "2s", "ramp=2s", "ramp-max=1s");
		add("minimum of the defaults above the window of an instance", "breaker.defaults.minimum-calls",
				"be at most 'breaker.instances.x.window', 10 calls,", "50", null,
				() -> BreakerConfiguration.builder()
					.defaults((builder) -> builder.minimumCalls(50))
					.instance("x", (builder) -> builder.window(Window.ofCalls(10)))
					.build());
		add("in code", "open-for", "be at most 'open-for-max', 1s,", "2s", null, () -> BreakerSettings
			.of((builder) -> builder.openFor(Duration.ofSeconds(2)).openForMax(Duration.ofSeconds(1))));
	}

	private void combination(String key, String requirement, String value, String... settings) {
		add(String.join(" ", settings), PATH + key, requirement, value, null, instance((builder) -> {
			for (String setting : settings) {
				builder.set(setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1));
			}
		}));
	}

	private void addTemplates() {
		add("unknown template", PATH + "template", "name a template (there is none)", "remote", null,
				instance((builder) -> builder.template("remote")));
		add("misspelt template", PATH + "template", "name a template (remote, local)", "remtoe", "remote",
				() -> templates("remote", null, "local", null, "x", "remtoe"));
		add("unknown template in defaults", "breaker.defaults.template", "name a template (", "remote", null,
				() -> BreakerConfiguration.builder().defaults((builder) -> builder.template("remote")).build());
		add("unknown template of a template", "breaker.templates.a.template", "name a template (a)", "remote", null,
				() -> BreakerConfiguration.builder().template("a", (builder) -> builder.template("remote")).build());
		add("cycle of one", "breaker.templates.a.template",
				"name a template that does not inherit from 'templates.a' itself", "a", null,
				() -> templates("a", "a", "x", "a"));
		add("cycle of two", "breaker.templates.b.template",
				"name a template that does not inherit from 'templates.b' itself", "a", null,
				() -> templates("a", "b", "b", "a", "x", null));
		add("cycle of three", "breaker.templates.c.template",
				"name a template that does not inherit from 'templates.c' itself", "a", null,
				() -> templates("a", "b", "b", "c", "c", "a", "x", null));
		add("cycle below defaults", "breaker.templates.b.template",
				"name a template that does not inherit from 'templates.b' itself", "a", null,
				() -> BreakerConfiguration.builder()
					.template("a", (builder) -> builder.template("b"))
					.template("b", (builder) -> builder.template("a"))
					.defaults((builder) -> builder.template("a"))
					.build());
		add("null template as text", PATH + "template", "be a name of 1 to 200 characters", "null", null,
				instance((builder) -> builder.set("template", null)));
	}

	/**
	 * Builds a configuration from pairs of names and the templates they inherit from; the
	 * last one is an instance.
	 */
	private static void templates(@Nullable String... pairs) {
		BreakerConfigurationBuilder builder = BreakerConfiguration.builder();
		for (int i = 0; i < pairs.length; i += 2) {
			String parent = pairs[i + 1];
			Consumer<SettingsBuilder> decide = (settings) -> {
				if (parent != null) {
					settings.template(parent);
				}
			};
			if (i == pairs.length - 2) {
				builder.instance(pairs[i], decide);
			}
			else {
				builder.template(pairs[i], decide);
			}
		}
		builder.build();
	}

	private void addNames() {
		String requirement = "be a name of 1 to 200 characters, not all blank, without '/' and control characters,";
		Consumer<SettingsBuilder> none = (builder) -> {
		};
		List<@Nullable String> names = new ArrayList<>(List.of("a/b", "/", "a\nb", "\u0000", "tab\tbed", "\u007f",
				"\u0085", "", " ", "\u2003 ", "n".repeat(201), MEGABYTE));
		names.add(null);
		for (String name : names) {
			add("instance " + name, "breaker.instances." + name, requirement, name, null,
					() -> BreakerConfiguration.builder().instance(name, none));
			add("template " + name, "breaker.templates." + name, requirement, name, null,
					() -> BreakerConfiguration.builder().template(name, none));
			add("reference to " + name, PATH + "template", requirement, name, null,
					instance((builder) -> builder.template(name)));
			add("breaker " + name, "name", requirement, name, null, () -> BreakerName.check("name", name));
		}
	}

	private void text(Setting<?> setting, @Nullable String text) {
		add(setting.key() + " = " + text, PATH + setting.key(), setting.type().requirement(), text, null,
				instance((builder) -> builder.set(setting.key(), text)));
	}

	private void typed(Setting<?> setting, @Nullable Object value) {
		if (value == null && setting.standard() == null) {
			return;
		}
		String shown = (value != null) ? shown(setting, value) : "null";
		add(setting.key() + " := " + shown, PATH + setting.key(), setting.type().requirement(), shown, null,
				instance((builder) -> set(builder, setting, value)));
	}

	@SuppressWarnings("unchecked")
	private static <T> String shown(Setting<T> setting, Object value) {
		return setting.write((T) value);
	}

	@SuppressWarnings("unchecked")
	static <T> void set(SettingsBuilder builder, Setting<T> setting, @Nullable Object value) {
		builder.set(setting, (T) value);
	}

	private static Runnable instance(Consumer<SettingsBuilder> decide) {
		return () -> BreakerConfiguration.builder().instance("x", decide).build();
	}

	private void add(String name, String key, String requirement, @Nullable Object value, @Nullable String nearest,
			Runnable build) {
		this.cases.add(new Malformed(name, key, requirement, String.valueOf(value), nearest, build));
	}

	/**
	 * A configuration that cannot be, and what is said about it.
	 *
	 * @param name what is wrong with it
	 * @param key the full key that the message names
	 * @param requirement how the requirement in the message begins
	 * @param value the value that the message names
	 * @param nearest what the message suggests, {@code null} for nothing
	 * @param build builds it
	 */
	record Malformed(String name, String key, String requirement, String value, @Nullable String nearest,
			Runnable build) {

		@Override
		public String toString() {
			String text = InvalidSettingException.printable(this.name);
			return (text.length() > 60) ? text.substring(0, 60) + "…" : text;
		}

	}

	/**
	 * A range that a setting states.
	 *
	 * @param time whether it is a range of durations
	 * @param least the least value, as it is written
	 * @param most the greatest value, as it is written
	 */
	record Range(boolean time, String least, String most) {

		String below() {
			return this.time ? step(this.least, -1) : number(this.least, -1);
		}

		String above() {
			return this.time ? step(this.most, 1) : number(this.most, 1);
		}

		String negative() {
			return "-1" + this.least.replaceAll("[0-9.]", "");
		}

		private static String step(String text, int nanos) {
			Duration time = Durations.parse(text);
			if (time == null) {
				throw new IllegalStateException(text);
			}
			return Durations.format(time.plusNanos(nanos));
		}

		private static String number(String text, int direction) {
			String digits = text.replace("%", "");
			BigDecimal step = text.endsWith("%") ? new BigDecimal("0.0001") : BigDecimal.ONE;
			BigDecimal next = new BigDecimal(digits).add(step.multiply(BigDecimal.valueOf(direction)));
			return next.toPlainString() + (text.endsWith("%") ? "%" : "");
		}

	}

}
