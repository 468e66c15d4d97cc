package io.breaker.config;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Everything a user can decide about the machine. Defaults and limits stand here and
 * nowhere else.
 *
 * @since 0.1.0
 */
public final class Settings {

	private static final Duration MILLISECOND = Duration.ofMillis(1);

	private static final Duration HOUR = Duration.ofHours(1);

	private static final Duration DAY = Duration.ofDays(1);

	private static final int MILLION = 1_000_000;

	/** Which mode holds unless an operator overrides it. */
	public static final Setting<BreakerMode> MODE = Setting.of("mode", SettingTypes.word(BreakerMode.class),
			BreakerMode.ENFORCE);

	/** Opens when this share of the calls fails, or more, with enough evidence. */
	public static final Setting<Rate> FAILURE_RATE = Setting.of("failure-rate", SettingTypes.threshold(),
			Rate.percent(50));

	/** How many net failures prove that the failure rate is passed. */
	public static final Setting<Integer> EVIDENCE = Setting.of("evidence", SettingTypes.count(1, MILLION), 15);

	/** How long a streak of failures must last to be evidence. */
	public static final Setting<Duration> EVIDENCE_TIME = Setting.of("evidence-time",
			SettingTypes.duration(Duration.ZERO, HOUR), Duration.ofSeconds(1));

	/** Judges an exact window instead of the evidence. */
	public static final Setting<Window> WINDOW = Setting.optional("window",
			SettingTypes.window(MILLION, Duration.ofSeconds(1), HOUR));

	/**
	 * No rate before this many calls are in the window. A window of fewer calls than the
	 * default lowers the default.
	 */
	public static final Setting<Integer> MINIMUM_CALLS = Setting.of("minimum-calls", SettingTypes.count(1, MILLION),
			20);

	/** Opens at this many failures in a row. */
	public static final Setting<Integer> CONSECUTIVE_FAILURES = Setting.optional("consecutive-failures",
			SettingTypes.count(1, MILLION));

	/** A call that takes longer than this is slow. */
	public static final Setting<Duration> SLOW_CALL = Setting.optional("slow-call",
			SettingTypes.duration(Duration.ofNanos(1_000), HOUR));

	/** Gives slow calls a rate of their own instead of a share in the failure rate. */
	public static final Setting<Rate> SLOW_CALL_RATE = Setting.optional("slow-call-rate", SettingTypes.threshold());

	/** How long the first wait lasts. */
	public static final Setting<Duration> OPEN_FOR = Setting.of("open-for", SettingTypes.duration(MILLISECOND, DAY),
			Duration.ofSeconds(1));

	/**
	 * The wait doubles with each failed recovery up to this. An open-for above the
	 * default raises the default.
	 */
	public static final Setting<Duration> OPEN_FOR_MAX = Setting.of("open-for-max",
			SettingTypes.duration(MILLISECOND, DAY), Duration.ofSeconds(5));

	/** Each wait is spread by up to this share, to both sides. */
	public static final Setting<Rate> OPEN_JITTER = Setting.of("open-jitter", SettingTypes.share(Rate.percent(90)),
			Rate.percent(20));

	/** How many trials half-open admits. */
	public static final Setting<Integer> TRIAL_CALLS = Setting.of("trial-calls", SettingTypes.count(1, 1_000), 1);

	/** Which share of the trials must succeed. */
	public static final Setting<Rate> RECOVERY_RATE = Setting.of("recovery-rate", SettingTypes.threshold(),
			Rate.percent(100));

	/** A trial that is not settled after this has failed. */
	public static final Setting<Duration> TRIAL_TIMEOUT = Setting.of("trial-timeout",
			SettingTypes.duration(MILLISECOND, HOUR), Duration.ofSeconds(10));

	/**
	 * How long the first ramp takes from a tenth of the calls to all of them; 0s is none.
	 */
	public static final Setting<Duration> RAMP = Setting.of("ramp", SettingTypes.duration(Duration.ZERO, HOUR),
			Duration.ofSeconds(1));

	/**
	 * The ramp doubles with each relapse up to this. A ramp above the default raises the
	 * default.
	 */
	public static final Setting<Duration> RAMP_MAX = Setting.of("ramp-max", SettingTypes.duration(Duration.ZERO, HOUR),
			Duration.ofSeconds(20));

	/** Which exceptions are failures; all of them where nothing is named. */
	public static final Setting<Set<Class<? extends Throwable>>> RECORD = Setting.of("record",
			SettingTypes.exceptions(), Set.of());

	/** Which exceptions are neutral. */
	public static final Setting<Set<Class<? extends Throwable>>> IGNORE = Setting.of("ignore",
			SettingTypes.exceptions(), Set.of());

	/** Tells of an exception whether it is a failure. */
	public static final Setting<Predicate<Throwable>> RECORD_WHEN = Setting.optional("record-when",
			SettingType.function(Predicate.class));

	/** Tells of an exception whether it is neutral. */
	public static final Setting<Predicate<Throwable>> IGNORE_WHEN = Setting.optional("ignore-when",
			SettingType.function(Predicate.class));

	/** Tells of a result whether it is a failure. */
	public static final Setting<Predicate<Object>> RECORD_RESULT = Setting.optional("record-result",
			SettingType.function(Predicate.class));

	/** Judges failures that an integration knows more about. */
	public static final Setting<FailureJudge> JUDGE = Setting.optional("judge",
			SettingType.function(FailureJudge.class));

	/** Tells of a failure how long the callee asks to be left alone. */
	public static final Setting<Function<Throwable, Duration>> RETRY_AFTER = Setting.optional("retry-after",
			SettingType.function(Function.class));

	/** A wait that a failure asks for lengthens the wait up to this; 0s ignores it. */
	public static final Setting<Duration> RETRY_AFTER_MAX = Setting.of("retry-after-max",
			SettingTypes.duration(Duration.ZERO, DAY), Duration.ofSeconds(60));

	private static final List<Setting<?>> ALL = List.of(MODE, FAILURE_RATE, EVIDENCE, EVIDENCE_TIME, WINDOW,
			MINIMUM_CALLS, CONSECUTIVE_FAILURES, SLOW_CALL, SLOW_CALL_RATE, OPEN_FOR, OPEN_FOR_MAX, OPEN_JITTER,
			TRIAL_CALLS, RECOVERY_RATE, TRIAL_TIMEOUT, RAMP, RAMP_MAX, RECORD, IGNORE, RECORD_WHEN, IGNORE_WHEN,
			RECORD_RESULT, JUDGE, RETRY_AFTER, RETRY_AFTER_MAX);

	private Settings() {
	}

	/**
	 * Returns all settings of the machine, in the order in which people read them.
	 * @return the settings
	 */
	public static List<Setting<?>> all() {
		return ALL;
	}

}
