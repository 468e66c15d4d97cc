package io.breaker;

import java.util.LinkedHashMap;
import java.util.Map;

import io.breaker.event.Incident;
import net.bytebuddy.ByteBuddy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The last failures are remembered as they were, whatever the clock shows.
 */
class FailureLogTests {

	private static final long YEAR = 365 * 24 * 3_600_000_000_000L;

	private final FailureLog log = new FailureLog();

	@Test
	void nothingIsKnownBeforeTheFirstFailure() {
		assertThat(this.log.last()).isEqualTo(Cause.NONE);
		assertThat(this.log.newest(10, 0, 0)).isEqualTo(new FailureLog.Summary(Map.of(), null, null));
	}

	@ParameterizedTest
	@ValueSource(longs = { 0, 1, -1, 255, 256, -256, Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE - 10,
			Long.MIN_VALUE + 10, 1L << 55, -(1L << 55), (1L << 56) - 1 })
	void timesAreExact(long start) {
		this.log.add(IllegalStateException.class, start);
		this.log.add(ArithmeticException.class, start + 7);

		assertThat(this.log.newest(10, start, start + YEAR)).isEqualTo(new FailureLog.Summary(
				Map.of(ArithmeticException.class.getName(), 1, IllegalStateException.class.getName(), 1),
				new FailureLog.Failure(IllegalStateException.class, start),
				new FailureLog.Failure(ArithmeticException.class, start + 7)));
	}

	@Test
	void failureThatIsNewerThanThePresentIsKept() {
		this.log.add(ArithmeticException.class, 1_000);

		assertThat(this.log.newest(1, 0, 990).newest())
			.isEqualTo(new FailureLog.Failure(ArithmeticException.class, 1_000));
	}

	@Test
	void olderFailuresDoNotCount() {
		this.log.add(IllegalStateException.class, 99);
		this.log.add(ArithmeticException.class, 100);

		assertThat(this.log.newest(10, 100, 200).causes()).isEqualTo(Map.of(ArithmeticException.class.getName(), 1));
	}

	@Test
	void newestCountFirst() {
		for (int i = 0; i < 3 * Incident.FAILURES_KEPT; i++) {
			this.log.add((i % 3 == 0) ? IllegalStateException.class : ArithmeticException.class, i);
		}
		long last = 3 * Incident.FAILURES_KEPT - 1;

		assertThat(this.log.last()).isEqualTo(new Cause(null, ArithmeticException.class.getName()));
		assertThat(this.log.newest(3, 0, last).causes())
			.isEqualTo(Map.of(ArithmeticException.class.getName(), 2, IllegalStateException.class.getName(), 1));
		assertThat(this.log.newest(1_000, 0, last).oldest())
			.isEqualTo(new FailureLog.Failure(ArithmeticException.class, last - Incident.FAILURES_KEPT + 1));
	}

	@Test
	void manyClassesAreToldApart() {
		Map<String, Integer> expected = new LinkedHashMap<>();
		for (int i = 0; i < 600; i++) {
			Class<?> type = new ByteBuddy().subclass(RuntimeException.class)
				.name("io.breaker.failures.Failure" + i)
				.make()
				.load(getClass().getClassLoader())
				.getLoaded();
			this.log.add(type, i);
			assertThat(this.log.last()).isEqualTo(new Cause(null, type.getName()));
			if (i >= 590) {
				expected.put(type.getName(), 1);
			}
		}

		assertThat(this.log.newest(10, 0, 600).causes()).isEqualTo(expected);
	}

}
