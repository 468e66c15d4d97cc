package io.breaker.spring;

import java.util.function.BiConsumer;

import io.breaker.Breaker;
import io.breaker.BreakerRegistry;
import io.breaker.CallRejectedException;
import io.breaker.config.BreakerMode;
import io.breaker.config.Intervention;
import io.breaker.event.Outcome;
import io.breaker.spring.autoconfigure.BreakerAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static io.breaker.test.BreakerAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Suspending functions and flows of Kotlin.
 */
@Timeout(30)
class KotlinTests {

	private void run(BiConsumer<Coroutines, BreakerRegistry> test) {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(BreakerAutoConfiguration.class))
			.withBean(Coroutines.class)
			.run((context) -> test.accept(context.getBean(Coroutines.class), context.getBean(BreakerRegistry.class)));
	}

	@Test
	void suspendingFunctionIsOneCall() {
		run((bean, registry) -> {
			assertThat(KotlinCalls.stock(bean, "sku")).isEqualTo("42 of sku");

			assertThat(registry.breaker("suspending")).hasCounted(Outcome.SUCCESS, 1);
		});
	}

	@Test
	void bodyOfASuspendingFunctionIsNotRunWhileOpen() {
		run((bean, registry) -> {
			open(registry.breaker("suspending"));
			open(registry.breaker("bare"));

			assertThat(KotlinCalls.stock(bean, "sku")).isEqualTo("rejected sku");
			assertThatThrownBy(() -> KotlinCalls.bare(bean)).isInstanceOf(CallRejectedException.class);
			assertThat(bean.getBodies()).hasValue(0);
		});
	}

	// INV-46
	@Test
	void suspendingFunctionMayReturnNothing() {
		run((bean, registry) -> {
			assertThat(KotlinCalls.absent(bean)).isNull();
			KotlinCalls.nothing(bean);

			assertThat(registry.breaker("absent")).hasCounted(Outcome.SUCCESS, 1);
			assertThat(registry.breaker("nothing")).hasCounted(Outcome.SUCCESS, 1);
		});
	}

	@Test
	void suspendingFallbackAnswers() {
		run((bean, registry) -> {
			assertThat(KotlinCalls.failing(bean, "sku")).isEqualTo("last known of sku");

			assertThat(registry.breaker("failing")).hasCounted(Outcome.FAILURE, 1);
			assertThat(registry.breaker("failing").snapshot().fallbackSuccesses()).isEqualTo(1);
		});
	}

	// INV-02
	@Test
	void cancelledCoroutineIsNeutral() {
		run((bean, registry) -> {
			KotlinCalls.cancelled(bean);

			Breaker breaker = registry.breaker("waiting");
			assertThat(breaker).hasCounted(Outcome.CANCELLED, 1);
			assertThat(breaker).hasCounted(Outcome.FAILURE, 0);
		});
	}

	// INV-49
	@Test
	void timeOutInsideASuspendingFunctionIsAFailure() {
		run((bean, registry) -> {
			assertThat(KotlinCalls.impatient(bean)).isEqualTo("too late");

			assertThat(registry.breaker("impatient")).hasCounted(Outcome.FAILURE, 1);
			assertThat(registry.breaker("impatient")).hasCounted(Outcome.CANCELLED, 0);
		});
	}

	// INV-02
	@Test
	void timeOutOfTheCallerIsNeutral() {
		run((bean, registry) -> {
			assertThat(KotlinCalls.givenUp(bean)).isNull();

			assertThat(registry.breaker("waiting")).hasCounted(Outcome.CANCELLED, 1);
			assertThat(registry.breaker("waiting")).hasCounted(Outcome.FAILURE, 0);
		});
	}

	// INV-03
	@Test
	void firstElementOfAFlowIsASuccess() {
		run((bean, registry) -> {
			assertThat(KotlinCalls.first(bean)).isEqualTo("one");

			assertThat(registry.breaker("endless")).hasCounted(Outcome.SUCCESS, 1);
		});
	}

	// INV-47
	@Test
	void eachCollectionOfAFlowIsOneCall() {
		run((bean, registry) -> {
			assertThat(KotlinCalls.twice(bean)).containsExactly("one", "two", "one", "two");

			assertThat(registry.breaker("flow")).hasCounted(Outcome.SUCCESS, 2);
			assertThat(bean.getBodies()).hasValue(2);
		});
	}

	@Test
	void flowFallsBack() {
		run((bean, registry) -> {
			assertThat(KotlinCalls.flow(bean, true)).containsExactly("spare");
			open(registry.breaker("flow"));

			assertThat(KotlinCalls.flow(bean, false)).containsExactly("spare");

			assertThat(bean.getBodies()).hasValue(1);
		});
	}

	@Test
	void suspendingFunctionMayReturnAFlow() {
		run((bean, registry) -> {
			assertThat(KotlinCalls.suspendedFlow(bean)).containsExactly("one", "two");
			open(registry.breaker("suspended-flow"));

			assertThatThrownBy(() -> KotlinCalls.suspendedFlow(bean)).isInstanceOf(CallRejectedException.class);
			assertThat(bean.getBodies()).hasValue(1);
		});
	}

	private static void open(Breaker breaker) {
		breaker.overrideMode(BreakerMode.FORCED_OPEN, Intervention.by("test"));
	}

}
