package io.breaker.spring.aspectj;

import io.breaker.spring.CircuitBreaker;
import io.breaker.spring.aop.BreakerAdvisor;
import io.breaker.spring.autoconfigure.BreakerAspectJAutoConfiguration;
import io.breaker.spring.autoconfigure.BreakerAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aop.support.AopUtils;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The switch between proxies and weaving, in a virtual machine that does not weave.
 */
class AspectModeTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(BreakerAutoConfiguration.class, BreakerAspectJAutoConfiguration.class));

	private static String refusal(AssertableApplicationContext context) {
		return String.valueOf(NestedExceptionUtils.getMostSpecificCause(context.getStartupFailure()).getMessage());
	}

	@ParameterizedTest
	@CsvSource({ "aspect,", "prox,; did you mean 'proxy'?", "aspect-j,; did you mean 'aspectj'?", "'',", "true," })
	void otherModesAreRefused(String mode, String hint) {
		this.runner.withPropertyValues("breaker.aspect-mode=" + mode)
			.run((context) -> assertThat(refusal(context))
				.startsWith("'breaker.aspect-mode' must be one of proxy, aspectj but was ")
				.contains((hint != null) ? hint : ""));
	}

	@ParameterizedTest
	@ValueSource(strings = { "proxy", "PROXY" })
	void proxiesAreTheDefault(String mode) {
		this.runner.withBean(Inventory.class)
			.run((context) -> assertThat(AopUtils.isAopProxy(context.getBean(Inventory.class))).isTrue());
		this.runner.withBean(Inventory.class)
			.withPropertyValues("breaker.aspect-mode=" + mode)
			.run((context) -> assertThat(context).hasSingleBean(BreakerAdvisor.class)
				.doesNotHaveBean(WovenContext.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "aspectj", "AspectJ" })
	void weavingMakesNoProxies(String mode) {
		this.runner.withPropertyValues("breaker.aspect-mode=" + mode)
			.run((context) -> assertThat(context).hasSingleBean(WovenContext.class)
				.doesNotHaveBean(BreakerAdvisor.class)
				.doesNotHaveBean("org.springframework.aop.config.internalAutoProxyCreator"));
	}

	@Test
	void methodThatIsNotWovenIsRefused() {
		this.runner.withPropertyValues("breaker.aspect-mode=aspectj")
			.withBean(Inventory.class)
			.run((context) -> assertThat(refusal(context))
				.isEqualTo("@CircuitBreaker on Inventory.stock() in " + Inventory.class.getName()
						+ " has no effect: 'breaker.aspect-mode' is 'aspectj', and the method is not woven"));
	}

	@Test
	void clientThatIsOnlyAProxyIsRefused() {
		this.runner.withPropertyValues("breaker.aspect-mode=aspectj")
			.withBean(Client.class,
					() -> HttpServiceProxyFactory.builderFor(RestClientAdapter.create(RestClient.create()))
						.build()
						.createClient(Client.class))
			.run((context) -> assertThat(refusal(context)).contains("stock()", "the method is not woven"));
	}

	@Test
	void weavingWithoutTheWeaverIsRefused() {
		this.runner.withPropertyValues("breaker.aspect-mode=aspectj")
			.withClassLoader(new FilteredClassLoader("org.aspectj"))
			.run((context) -> assertThat(refusal(context))
				.isEqualTo("'breaker.aspect-mode' is 'aspectj', but AspectJ is not on the class path, so no method can "
						+ "be woven"));
	}

	@Test
	void disabledBreakersWeaveNothing() {
		this.runner.withPropertyValues("breaker.aspect-mode=aspectj", "breaker.enabled=false")
			.withBean(Inventory.class)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(WovenContext.class));
	}

	static class Inventory {

		@CircuitBreaker
		String stock() {
			return "42";
		}

	}

	interface Client {

		@GetExchange("/stock")
		@CircuitBreaker
		String stock();

	}

}
