package io.breaker.spring.inject;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.breaker.Breaker;
import io.breaker.BreakerRegistry;
import io.breaker.spring.CircuitBreaker;
import io.breaker.spring.autoconfigure.BreakerAutoConfiguration;
import io.breaker.spring.autoconfigure.BreakerInjectAutoConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Breakers that are injected by name.
 */
class InjectedBreakerTests {

	private BeanFactory beans;

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withInitializer((context) -> this.beans = context.getBeanFactory())
		.withConfiguration(AutoConfigurations.of(BreakerAutoConfiguration.class, BreakerInjectAutoConfiguration.class))
		.withPropertyValues("breaker.instances.inventory.evidence=20");

	@ParameterizedTest
	@ValueSource(classes = { ByConstructor.class, ByField.class, BySetter.class, ByProvider.class,
			ByOwnAnnotation.class, Lazily.class })
	void configuredBreakerIsInjectedByItsName(Class<? extends Holder> holder) {
		this.runner.withBean(holder).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(holder).breaker())
				.isSameAs(context.getBean(BreakerRegistry.class).breaker("inventory"));
		});
	}

	@Test
	void configuredBreakerIsInjectedIntoABeanMethod() {
		this.runner.withUserConfiguration(BeanMethod.class)
			.run((context) -> assertThat(context.getBean("name")).isEqualTo("inventory"));
	}

	@Test
	void annotatedBreakerIsInjectedWithoutConfiguration() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(BreakerAutoConfiguration.class, BreakerInjectAutoConfiguration.class))
			.withBean(Client.class)
			.withBean(ByConstructor.class)
			.run((context) -> assertThat(context.getBean(ByConstructor.class).breaker().name()).isEqualTo("inventory"));
	}

	@Test
	void namesWithDashesAndDotsCanBeInjected() {
		this.runner
			.withPropertyValues("breaker.strict=false", "breaker.instances.payment-api.evidence=20",
					"breaker.instances[a.b].evidence=21", "breaker.instances[partner-*].evidence=21")
			.run((context) -> {
				assertThat(context.getBean("breaker.payment-api", Breaker.class).name()).isEqualTo("payment-api");
				assertThat(context.getBean("breaker.a.b", Breaker.class).name()).isEqualTo("a.b");
				assertThat(context).doesNotHaveBean("breaker.partner-*");
			});
	}

	@Test
	void breakerIsMadeWhenItIsInjected() {
		this.runner.withPropertyValues("breaker.strict=false")
			.run((context) -> assertThat(context.getBean(BreakerRegistry.class).find("inventory")).isEmpty());
	}

	@Test
	void injectedBreakerIsUsed() {
		this.runner.run((context) -> assertThat(context).hasFailed()
			.getFailure()
			.hasMessageContaining("'breaker.instances.inventory'")
			.hasMessageContaining("nothing uses a circuit breaker of that name"));
		this.runner.withBean(ByField.class).run((context) -> assertThat(context).hasNotFailed());
		this.runner.withInitializer((context) -> context.addBeanFactoryPostProcessor((beans) -> {
			for (String name : beans.getBeanDefinitionNames()) {
				beans.getBeanDefinition(name).setLazyInit(true);
			}
		})).withBean(ByConstructor.class).run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void plainBreakerIsNeverInjectedByChance() {
		this.runner.withBean(Plain.class).run((context) -> assertThat(context).hasFailed());
		this.runner.withPropertyValues("breaker.strict=false").withBean(Many.class).run((context) -> {
			assertThat(context.getBean(Many.class).breakers).isEmpty();
			assertThat(context.getBean(Many.class).byName).isEmpty();
		});
	}

	@Test
	void breakerThatTheApplicationDefinesWins() {
		this.runner.withUserConfiguration(OwnBreaker.class)
			.withBean(ByField.class)
			.withBean(Plain.class)
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBean(ByField.class).breaker().name()).isEqualTo("own");
				assertThat(context.getBean(Plain.class).inventory.name()).isEqualTo("own");
			});
	}

	@Test
	void qualifiersOfOtherBeansAreLeftAlone() {
		this.runner.withBean("inventory", String.class, () -> "of the application")
			.withBean(ByField.class)
			.withBean(Other.class)
			.run((context) -> assertThat(context.getBean(Other.class).text).isEqualTo("of the application"));
	}

	private @Nullable FailureAnalysis analyze(Throwable failure) {
		return new UnknownBreakerAnalyzer(this.beans).analyze(failure);
	}

	@Test
	void misspeltNameIsRefusedWithTheNearest() {
		this.runner.withBean(Misspelt.class).run((context) -> {
			assertThat(context).hasFailed();
			FailureAnalysis analysis = analyze(context.getStartupFailure());

			assertThat(analysis.getDescription())
				.contains("Misspelt requires the circuit breaker 'inventroy', but it is not configured")
				.endsWith("did you mean 'inventory'?");
			assertThat(analysis.getAction()).contains("'breaker.instances.inventroy'");
		});
	}

	@Test
	void breakerWithoutANameIsExplained() {
		this.runner.withBean(Plain.class).run((context) -> {
			FailureAnalysis analysis = analyze(context.getStartupFailure());

			assertThat(analysis.getDescription()).endsWith("requires a circuit breaker, but does not say which one.");
			assertThat(analysis.getAction()).contains("@Qualifier").contains("inventory");
		});
	}

	@Test
	void otherMissingBeansAreLeftToOthers() {
		this.runner.withBean(Other.class).run((context) -> assertThat(analyze(context.getStartupFailure())).isNull());
	}

	interface Holder {

		Breaker breaker();

	}

	record ByConstructor(@Qualifier("inventory") Breaker breaker) implements Holder {
	}

	static class ByField implements Holder {

		@Autowired
		@Qualifier("inventory")
		private Breaker breaker;

		@Override
		public Breaker breaker() {
			return this.breaker;
		}

	}

	static class BySetter implements Holder {

		private Breaker breaker;

		@Autowired
		void setBreaker(@Qualifier("inventory") Breaker breaker) {
			this.breaker = breaker;
		}

		@Override
		public Breaker breaker() {
			return this.breaker;
		}

	}

	record ByProvider(@Qualifier("inventory") ObjectProvider<Breaker> provider) implements Holder {

		@Override
		public Breaker breaker() {
			return this.provider.getObject();
		}

	}

	record ByOwnAnnotation(@Inventory Optional<Breaker> optional) implements Holder {

		@Override
		public Breaker breaker() {
			return this.optional.orElseThrow();
		}

	}

	@Lazy
	static class Lazily implements Holder {

		private final Breaker breaker;

		Lazily(@Qualifier("inventory") Breaker breaker) {
			this.breaker = breaker;
		}

		@Override
		public Breaker breaker() {
			return this.breaker;
		}

	}

	@Target({ ElementType.PARAMETER, ElementType.FIELD })
	@Retention(RetentionPolicy.RUNTIME)
	@Qualifier("inventory")
	@interface Inventory {

	}

	record Plain(Breaker inventory) {
	}

	static class Many {

		@Autowired(required = false)
		private List<Breaker> breakers = List.of();

		@Autowired(required = false)
		private Map<String, Breaker> byName = Map.of();

	}

	record Misspelt(@Qualifier("inventroy") Breaker breaker) {
	}

	record Other(@Qualifier("inventory") String text) {
	}

	static class Client {

		@CircuitBreaker("inventory")
		String stock() {
			return "answer";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class BeanMethod {

		@Bean
		String name(@Qualifier("inventory") Breaker breaker) {
			return breaker.name();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnBreaker {

		@Bean
		Breaker inventory() {
			return BreakerRegistry.create().breaker("own");
		}

	}

}
