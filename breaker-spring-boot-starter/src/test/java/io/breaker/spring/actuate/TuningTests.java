package io.breaker.spring.actuate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import io.breaker.Breaker;
import io.breaker.BreakerRegistry;
import io.breaker.config.Alarm;
import io.breaker.config.BreakerConfiguration;
import io.breaker.config.BreakerSettings;
import io.breaker.config.Intervention;
import io.breaker.config.InvalidSettingException;
import io.breaker.config.Settings;
import io.breaker.event.BreakerEvent;
import io.breaker.event.BreakerListener;
import io.breaker.event.SettingsChanged;
import io.breaker.test.ManualTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tuned values hold for their time, and no longer.
 */
@Timeout(value = 20, unit = TimeUnit.SECONDS)
class TuningTests {

	private final ManualTime time = new ManualTime(Long.MAX_VALUE - 1_000_000);

	private final List<BreakerEvent> events = new ArrayList<>();

	private final BreakerRegistry registry = BreakerRegistry.builder()
		.timeSource(this.time)
		.configuration(BreakerConfiguration.builder().defaults((settings) -> settings.evidence(3)).build())
		.listener(new BreakerListener() {
			@Override
			public void onEvent(BreakerEvent event) {
				TuningTests.this.events.add(event);
			}
		})
		.build();

	private final Breaker breaker = this.registry.breaker("x");

	private final Tuning tuning = new Tuning(this.registry, this.time, this.time.alarm());

	private final Operator operator = new Operator(this.registry, this.tuning);

	private TuningDescriptor tune(String... pairs) {
		Map<String, String> written = new LinkedHashMap<>();
		for (String pair : pairs) {
			int equals = pair.indexOf('=');
			written.put(pair.substring(0, equals), pair.substring(equals + 1));
		}
		return this.operator.tune("x", written, "alice");
	}

	private String value(String key) {
		BreakerSettings settings = this.breaker.settings();
		return settings.settings()
			.stream()
			.filter((each) -> each.key().equals(key))
			.map(settings::text)
			.findFirst()
			.orElseThrow();
	}

	// INV-32
	@Test
	void endsAtExactlyItsTime() {
		tune("evidence=9", "for=10m");
		this.time.advanceNanos(Duration.ofMinutes(10).toNanos() - 1);
		assertThat(value("evidence")).isEqualTo("9");

		this.time.advanceNanos(1);

		assertThat(value("evidence")).isEqualTo("3");
	}

	// INV-29
	@Test
	void clockOnTheWallEndsNothing() {
		tune("evidence=9", "for=10m");

		this.time.shiftWallClock(Duration.ofHours(1));
		this.tuning.look();
		assertThat(value("evidence")).isEqualTo("9");
		this.time.shiftWallClock(Duration.ofHours(-2));
		this.time.advance(Duration.ofMinutes(10));

		assertThat(value("evidence")).isEqualTo("3");
	}

	@Test
	void withoutAnAlarmTheNextLookEndsIt() {
		Tuning silent = new Tuning(this.registry, this.time, Alarm.none());
		new Operator(this.registry, silent).tune("x", Map.of("evidence", "9", "for", "10m"), "alice");
		this.time.advance(Duration.ofMinutes(10));
		assertThat(value("evidence")).isEqualTo("9");

		silent.look();

		assertThat(value("evidence")).isEqualTo("3");
	}

	@Test
	void alarmThatFailsIsMadeUpForByTheNextLook() {
		Tuning broken = new Tuning(this.registry, this.time, (delay, task) -> {
			throw new IllegalStateException("shut down");
		});
		new Operator(this.registry, broken).tune("x", Map.of("evidence", "9", "for", "10m"), "alice");
		this.time.advance(Duration.ofMinutes(10));

		broken.look();

		assertThat(value("evidence")).isEqualTo("3");
	}

	@Test
	void eachValueHasAnEndOfItsOwn() {
		tune("evidence=9", "for=10m");
		tune("trial-calls=5", "for=20m");
		tune("ramp=0s");

		this.time.advance(Duration.ofMinutes(10));
		assertThat(List.of(value("evidence"), value("trial-calls"), value("ramp"))).containsExactly("3", "5", "0s");
		this.time.advance(Duration.ofMinutes(10));

		assertThat(List.of(value("evidence"), value("trial-calls"), value("ramp"))).containsExactly("3", "1", "0s");
		assertThat(this.time.alarmsSet()).isZero();
	}

	@Test
	void laterTuningOfTheSameValueReplacesItsEnd() {
		tune("evidence=9", "for=10m");
		this.time.advance(Duration.ofMinutes(5));

		tune("evidence=9", "for=10m");

		this.time.advance(Duration.ofMinutes(6));
		assertThat(value("evidence")).isEqualTo("9");
		tune("evidence=9");
		this.time.advance(Duration.ofDays(400));
		assertThat(value("evidence")).isEqualTo("9");
	}

	@Test
	void valueThatWouldBeLeftAloneGoesWithTheOneItNeeds() {
		tune("window=100", "slow-call=1s", "for=10m");
		tune("slow-call-rate=50%", "trial-calls=5", "for=20m");

		this.time.advance(Duration.ofMinutes(10));

		assertThat(List.of(value("window"), value("slow-call-rate"), value("trial-calls"))).containsExactly("off",
				"off", "1");
		assertThat(this.time.alarmsSet()).isZero();
	}

	@Test
	void droppingWhatAnotherTunedValueNeedsIsRefused() {
		tune("window=100", "slow-call=1s", "slow-call-rate=50%");

		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> tune("window=configured"));

		assertThat(value("window")).isEqualTo("100");
	}

	@Test
	void valueThatIsConfiguredMeanwhileStays() {
		tune("evidence=9", "for=10m");
		this.registry.reconfigure(BreakerConfiguration.builder().defaults((settings) -> settings.evidence(9)).build(),
				Intervention.by("refresh"));
		int told = this.events.size();

		this.time.advance(Duration.ofMinutes(10));

		assertThat(value("evidence")).isEqualTo("9");
		assertThat(this.breaker.settings().origin(Settings.EVIDENCE)).hasToString("defaults");
		assertThat(this.events).hasSize(told);
	}

	@Test
	void builtInValueThatMakesRoomIsToldToo() {
		TuningDescriptor told = tune("open-for=10s");

		assertThat(told.settings().keySet()).containsExactly("open-for", "open-for-max");
		assertThat(told.settings().get("open-for-max")).containsEntry("old", "5s")
			.containsEntry("new", "10s")
			.containsEntry("origin", "built-in");
	}

	@Test
	void whatIsRefusedLeavesNoTrace() {
		BreakerSettings before = this.breaker.settings();

		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> tune("evidence=9", "failure-rate=400%", "for=10m"));

		assertThat(this.breaker.settings()).isSameAs(before);
		assertThat(this.time.alarmsSet()).isZero();
		assertThat(this.events).noneMatch(SettingsChanged.class::isInstance);
	}

	@Test
	void changeMadeInCodeOutlivesTuning() {
		this.breaker.change(BreakerSettings.of((settings) -> settings.trialCalls(7)), Intervention.by("code"));

		tune("evidence=9", "for=10m");
		assertThat(value("trial-calls")).isEqualTo("7");
		this.time.advance(Duration.ofMinutes(10));

		assertThat(List.of(value("evidence"), value("trial-calls"))).containsExactly("3", "7");
	}

	// INV-52
	@Test
	void oneAlarmIsSetForEachBreakerHoweverOftenItIsTuned() {
		for (int i = 1; i <= 100; i++) {
			tune("evidence=" + i, "for=10m");
		}
		assertThat(this.time.alarmsSet()).isEqualTo(1);

		this.registry.remove("x");

		assertThat(this.time.alarmsSet()).isZero();
	}

	@Test
	void breakerMadeAgainIsNotTuned() {
		tune("evidence=9", "for=10m");
		this.registry.remove("x");

		Breaker again = this.registry.breaker("x");
		this.time.advance(Duration.ofMinutes(10));

		assertThat(again.settings().text(Settings.EVIDENCE)).isEqualTo("3");
	}

	// INV-34
	@Test
	void listenerMayHaveAnotherThreadTuneTheSameBreaker() {
		AtomicBoolean first = new AtomicBoolean(true);
		List<Throwable> failures = new CopyOnWriteArrayList<>();
		this.breaker.addListener(new BreakerListener() {
			@Override
			public void onEvent(BreakerEvent event) {
				if (first.getAndSet(false)) {
					Thread other = new Thread(() -> tune("trial-calls=5", "for=10m"), "other");
					other.setUncaughtExceptionHandler((thread, ex) -> failures.add(ex));
					other.start();
					try {
						other.join(5_000);
					}
					catch (InterruptedException ex) {
						Thread.currentThread().interrupt();
					}
					if (other.isAlive()) {
						failures.add(new AssertionError("the other thread waits for this one"));
					}
				}
			}
		});

		tune("evidence=9", "for=10m");

		assertThat(failures).isEmpty();
		assertThat(List.of(value("evidence"), value("trial-calls"))).containsExactly("9", "5");
	}

	@Test
	void operatorsAtOnceLoseNothing() throws InterruptedException {
		List<Thread> operators = Stream.of("evidence", "trial-calls", "minimum-calls", "consecutive-failures")
			.map((key) -> new Thread(() -> {
				for (int i = 1; i <= 200; i++) {
					this.operator.tune("x", Map.of(key, String.valueOf(i), "for", "10m"), key);
				}
			}, key))
			.toList();

		operators.forEach(Thread::start);
		for (Thread each : operators) {
			each.join(15_000);
		}

		for (Thread each : operators) {
			assertThat(value(each.getName())).isEqualTo("200");
			assertThat(this.events.stream()
				.filter(SettingsChanged.class::isInstance)
				.map(SettingsChanged.class::cast)
				.filter((event) -> event.intervention().actor().equals(each.getName())))
				.hasSizeGreaterThanOrEqualTo(199)
				.allMatch((event) -> event.changes().size() == 1 && event.changes().get(0).startsWith(each.getName()));
		}
		assertThat(this.time.alarmsSet()).isEqualTo(1);
		this.time.advance(Duration.ofMinutes(10));
		assertThat(this.breaker.settings().layers((setting, origin) -> origin.isActuator())).isEmpty();
	}

	@Test
	void droppingAllTellsOnlyWhatWasTuned() {
		tune("evidence=9", "trial-calls=1");

		TuningDescriptor told = tune("all=configured");

		assertThat(told.settings().keySet()).containsExactly("evidence", "trial-calls");
		assertThat(tune("all=configured").settings()).isEmpty();
	}

	@Test
	void endOfTheApplicationCancelsTheAlarms() {
		tune("evidence=9", "for=10m");

		this.tuning.close();

		assertThat(this.time.alarmsSet()).isZero();
	}

}
