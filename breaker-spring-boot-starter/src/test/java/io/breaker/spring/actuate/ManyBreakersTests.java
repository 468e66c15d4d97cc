package io.breaker.spring.actuate;

import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import io.breaker.BreakerRegistry;
import io.breaker.config.Alarm;
import io.breaker.config.TimeSource;
import io.breaker.rates.RecentRates;
import io.breaker.spring.aop.CallDisturber;
import io.breaker.spring.aop.GuardedMethods;
import io.breaker.spring.request.RefusalDescriptor;
import io.breaker.spring.request.UnknownBreakerException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.annotation.ReflectiveRuntimeHintsRegistrar;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.actuate.endpoint.Show;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The endpoint in applications that go far.
 */
class ManyBreakersTests {

	// INV-53
	@Test
	@Tag("slow")
	@Timeout(value = 120, unit = TimeUnit.SECONDS)
	void listOfAHundredThousandBreakersIsBounded() {
		try (BreakerRegistry registry = BreakerRegistry.create();
				Tuning tuning = new Tuning(registry, TimeSource.system(), Alarm.none())) {
			for (int i = 0; i < 100_000; i++) {
				registry.breaker("shard-" + i);
			}
			BreakersEndpoint endpoint = new BreakersEndpoint(registry,
					new GuardedMethods(new DefaultListableBeanFactory(), List.of()), tuning,
					new MessagePolicy(Show.NEVER, Set.of()), new RecentRates(registry, TimeSource.system()),
					CallDisturber.NONE);

			BreakersDescriptor answer = endpoint.breakers(null, null, null);

			assertThat(answer.total()).isEqualTo(100_000);
			assertThat(answer.breakers()).hasSize(1_000);
			assertThat(answer.breakers().get(0).name()).isEqualTo("shard-0");
			assertThat(endpoint.breakers("open", null, null).total()).isZero();
			assertThatExceptionOfType(UnknownBreakerException.class)
				.isThrownBy(() -> endpoint.describe("shard", false));
		}
	}

	@Test
	void nativeImageIsToldOfEveryDescriptor() {
		RuntimeHints hints = new RuntimeHints();

		new ReflectiveRuntimeHintsRegistrar().registerRuntimeHints(hints, BreakersEndpoint.class,
				BreakerEventsEndpoint.class);

		for (Class<?> descriptor : List.of(BreakersDescriptor.class, BreakerDescriptor.class, SettingDescriptor.class,
				IncidentDescriptor.class, EvidenceDescriptor.class, BreakerDescriptor.OperatorMode.class,
				ActionDescriptor.class, TuningDescriptor.class, RefusalDescriptor.class, BreakerEventsDescriptor.class,
				EventDescriptor.class)) {
			assertThat(descriptor.getRecordComponents()).allMatch((component) -> RuntimeHintsPredicates.reflection()
				.onMethodInvocation(component.getAccessor())
				.test(hints));
		}
	}

}
