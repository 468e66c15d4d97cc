package io.breaker.spring;

import java.lang.reflect.Method;
import java.util.function.Supplier;

import io.breaker.Breaker;
import io.breaker.BreakerRegistry;
import io.breaker.event.Outcome;
import io.breaker.spring.aop.CallAdapter;
import io.breaker.spring.aop.GuardedInvocation;
import io.breaker.spring.autoconfigure.BreakerAutoConfiguration;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static io.breaker.test.BreakerAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Return types that rooms and applications teach the aspect.
 */
class CallAdapterTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(Rooms.autoConfigurations()));

	@Test
	void applicationTeachesAReturnTypeOfItsOwn() {
		this.runner.withBean(SupplierAdapter.class).withBean(Lazy.class).run((context) -> {
			Supplier<String> later = context.getBean(Lazy.class).stock();
			Breaker breaker = context.getBean(BreakerRegistry.class).breaker("lazy-stock");
			assertThat(breaker).hasCounted(Outcome.SUCCESS, 0);

			assertThat(later.get()).isEqualTo("12 pieces");

			assertThat(breaker).hasCounted(Outcome.SUCCESS, 1);
		});
	}

	@Test
	void adaptersOfRoomsAreThereWhereOnlyTheAspectIsImported() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(BreakerAutoConfiguration.class))
			.withBean(Reactive.class)
			.run((context) -> {
				Mono<String> later = context.getBean(Reactive.class).stock();
				Breaker breaker = context.getBean(BreakerRegistry.class).breaker("reactive-stock");
				assertThat(breaker).hasCounted(Outcome.SUCCESS, 0);

				assertThat(later.block()).isEqualTo("12 pieces");

				assertThat(breaker).hasCounted(Outcome.SUCCESS, 1);
			});
	}

	static class Lazy {

		@CircuitBreaker
		Supplier<String> stock() {
			return () -> "12 pieces";
		}

	}

	static class Reactive {

		@CircuitBreaker
		Mono<String> stock() {
			return Mono.just("12 pieces");
		}

	}

	/**
	 * Makes the guarded call when the supplier is asked.
	 */
	static class SupplierAdapter implements CallAdapter {

		@Override
		public boolean supports(Method method, Class<?> returnType) {
			return returnType == Supplier.class;
		}

		@Override
		public boolean defers() {
			return true;
		}

		@Override
		public Object call(Breaker breaker, GuardedInvocation invocation) {
			return (Supplier<Object>) () -> {
				try {
					return breaker.call(() -> ((Supplier<?>) invocation.call()).get());
				}
				catch (Throwable ex) {
					throw new IllegalStateException(ex);
				}
			};
		}

		@Override
		public Object adapt(Object answer, Class<?> returnType) {
			return answer;
		}

	}

}
