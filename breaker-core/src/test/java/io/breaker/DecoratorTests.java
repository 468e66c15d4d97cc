package io.breaker;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

import io.breaker.config.BreakerConfiguration;
import io.breaker.config.Intervention;
import io.breaker.config.Settings;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is put around the breakers of a registry.
 */
class DecoratorTests {

	private final List<String> passed = new ArrayList<>();

	private Breaker around(String who, Breaker breaker) {
		return (Breaker) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Breaker.class },
				(proxy, method, arguments) -> {
					this.passed.add(who + " " + method.getName());
					try {
						return method.invoke(breaker, arguments);
					}
					catch (InvocationTargetException ex) {
						throw ex.getTargetException();
					}
				});
	}

	@Test
	void everythingThatIsHandedOutIsDecorated() {
		BreakerRegistry registry = BreakerRegistry.builder().decorator((breaker) -> around("one", breaker)).build();

		Breaker breaker = registry.breaker("inventory");
		breaker.get(() -> "stock");

		assertThat(this.passed).containsExactly("one get");
		assertThat(registry.breaker("inventory")).isSameAs(breaker);
		assertThat(registry.find("inventory").orElseThrow()).isSameAs(breaker);
		assertThat(registry.all().get(0)).isSameAs(breaker);
	}

	@Test
	void firstDecoratorIsTheInnermost() {
		BreakerRegistry registry = BreakerRegistry.builder()
			.decorator((breaker) -> around("inner", breaker))
			.decorator((breaker) -> around("outer", breaker))
			.build();

		registry.breaker("inventory").get(() -> "stock");

		assertThat(this.passed).containsExactly("outer get", "inner get");
	}

	@Test
	void breakerUnderADecoratorIsChangedLookedAtAndRemoved() {
		BreakerRegistry registry = BreakerRegistry.builder().decorator((breaker) -> around("one", breaker)).build();
		Breaker breaker = registry.breaker("inventory");

		registry.reconfigure(
				BreakerConfiguration.builder().defaults((settings) -> settings.consecutiveFailures(7)).build(),
				Intervention.by("test"));
		registry.look();
		boolean removed = registry.remove("inventory");

		assertThat(breaker.settings().get(Settings.CONSECUTIVE_FAILURES)).isEqualTo(7);
		assertThat(removed).isTrue();
		assertThat(registry.find("inventory")).isEmpty();
	}

	@Test
	void decoratorThatFailsIsLeftOut() {
		BreakerRegistry registry = BreakerRegistry.builder()
			.decorator((breaker) -> around("one", breaker))
			.decorator((breaker) -> {
				throw new IllegalStateException("bad decorator");
			})
			.decorator((breaker) -> nothing())
			.build();

		String stock = registry.breaker("inventory").get(() -> "stock");

		assertThat(stock).isEqualTo("stock");
		assertThat(this.passed).containsExactly("one get");
	}

	private static Breaker nothing() {
		return null;
	}

}
