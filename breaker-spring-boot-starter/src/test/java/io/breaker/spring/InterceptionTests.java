package io.breaker.spring;

import io.breaker.BreakerRegistry;
import io.breaker.event.Outcome;
import io.breaker.spring.autoconfigure.BreakerAutoConfiguration;
import io.breaker.spring.elsewhere.VisibleInPackage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.PriorityOrdered;

import static io.breaker.test.BreakerAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * An annotation is never silently off: what no proxy can see is refused or named at
 * start.
 */
// INV-61
@ExtendWith(OutputCaptureExtension.class)
class InterceptionTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(BreakerAutoConfiguration.class, AopAutoConfiguration.class));

	private static String refusal(Throwable failure) {
		return String.valueOf(NestedExceptionUtils.getMostSpecificCause(failure).getMessage());
	}

	@Test
	void callPastTheProxyIsNamedOnceAtStart(CapturedOutput output) {
		this.runner.withBean("one", SelfCalling.class)
			.withBean("two", SelfCalling.class)
			.run((context) -> assertThat(output).containsOnlyOnce(
					"SelfCalling.stock() is called from inside of its class, in report(), where no proxy sees it"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "spring.aop.auto=true", "spring.aop.auto=false", "spring.aop.proxy-target-class=false" })
	void finalClassIsRefused(String property) {
		this.runner.withPropertyValues(property)
			.withBean(FinalClass.class)
			.run((context) -> assertThat(refusal(context.getStartupFailure())).contains(
					"FinalClass.stock() in " + FinalClass.class.getName() + " has no effect: the class is final"));
	}

	@Test
	void finalClassBehindItsInterfaceIsGuarded() {
		this.runner.withPropertyValues("spring.aop.proxy-target-class=false")
			.withBean(Stocks.class, FinalWithInterface::new)
			.run((context) -> {
				context.getBean(Stocks.class).stock();

				assertThat(context.getBean(BreakerRegistry.class).breaker("final")).hasCounted(Outcome.SUCCESS, 1);
			});
	}

	@Test
	void finalClassWithInterfaceIsRefusedWhereProxiesAreSubclasses() {
		this.runner.withBean(FinalWithInterface.class)
			.run((context) -> assertThat(refusal(context.getStartupFailure())).contains("the class is final"));
	}

	@Test
	void finalMethodThatIsInheritedIsRefused() {
		this.runner.withBean(InheritsFinal.class)
			.run((context) -> assertThat(refusal(context.getStartupFailure()))
				.contains("the method is final, so no proxy sees its calls"));
	}

	@Test
	void finalMethodOfAnAnnotatedClassIsRefused() {
		this.runner.withBean(FinalInAnnotated.class)
			.run((context) -> assertThat(refusal(context.getStartupFailure())).contains("FinalInAnnotated.stock()",
					"the method is final"));
	}

	@Test
	void privateMethodBehindAnInterfaceIsRefused() {
		this.runner.withPropertyValues("spring.aop.proxy-target-class=false")
			.withBean(PrivateBehindInterface.class)
			.run((context) -> assertThat(refusal(context.getStartupFailure())).contains("the method is private"));
	}

	@Test
	void methodThatOnlyAnotherPackageSeesIsRefused() {
		this.runner.withBean(Elsewhere.class)
			.run((context) -> assertThat(refusal(context.getStartupFailure())).contains(
					"VisibleInPackage.stock(String)",
					"visible only in its package, and " + Elsewhere.class.getName() + " is not there"));
	}

	@Test
	void annotationOfAClassMeansWhatIsCalledFromOutside(CapturedOutput output) {
		this.runner.withBean(WholeClass.class).run((context) -> {
			assertThat(context.getBean(WholeClass.class).stock()).isEqualTo("42");
			assertThat(context.getBean(WholeClass.class)).hasToString("whole");

			assertThat(context.getBean(BreakerRegistry.class).all()).singleElement()
				.satisfies((breaker) -> assertThat(breaker).hasCounted(Outcome.SUCCESS, 1));
		});
	}

	@Test
	void beanThatIsMadeTooEarlyIsRefused() {
		this.runner.withUserConfiguration(TooEarly.class)
			.run((context) -> assertThat(refusal(context.getStartupFailure())).contains(
					"SelfCalling.stock() in " + SelfCalling.class.getName(),
					"the bean 'early' has no proxy, since the post-processor 'needing' needs it too early"));
	}

	@Test
	void annotatedPostProcessorThatComesBeforeProxiesIsRefused() {
		this.runner.withBean("processor", AnnotatedProcessor.class)
			.run((context) -> assertThat(refusal(context.getStartupFailure())).contains("the bean 'processor' has no "
					+ "proxy, since the post-processor 'processor' is made before there are any"));
	}

	@Test
	void objectThatTheContainerDidNotMakeIsNamed(CapturedOutput output) {
		this.runner
			.withInitializer((context) -> context.getBeanFactory().registerSingleton("inventory", new SelfCalling()))
			.withBean("inventory", SelfCalling.class)
			.run((context) -> assertThat(output)
				.contains("the bean 'inventory' has no proxy. It was not made by the " + "container"));
	}

	@Test
	void beanThatIsTakenLazilyIsGuarded() {
		this.runner.withUserConfiguration(Lazily.class).run((context) -> {
			context.getBean(SelfCalling.class).stock();

			assertThat(context.getBean(BreakerRegistry.class).breaker("self-calling")).hasCounted(Outcome.SUCCESS, 1);
		});
	}

	@Test
	void methodOfAConfigurationIsGuarded() {
		this.runner.withUserConfiguration(GuardedConfiguration.class).run((context) -> {
			context.getBean(GuardedConfiguration.class).stock();

			assertThat(context.getBean(BreakerRegistry.class).breaker("configuration")).hasCounted(Outcome.SUCCESS, 1);
		});
	}

	static class SelfCalling {

		@CircuitBreaker("self-calling")
		String stock() {
			return "42";
		}

		String report() {
			return stock();
		}

	}

	static final class FinalClass {

		@CircuitBreaker
		String stock() {
			return "42";
		}

	}

	interface Stocks {

		String stock();

	}

	static final class FinalWithInterface implements Stocks {

		@Override
		@CircuitBreaker("final")
		public String stock() {
			return "42";
		}

	}

	static class WithFinal {

		@CircuitBreaker
		final String stock() {
			return "42";
		}

	}

	static class InheritsFinal extends WithFinal {

	}

	@CircuitBreaker
	static class FinalInAnnotated {

		final String stock() {
			return "42";
		}

	}

	static class PrivateBehindInterface implements Stocks {

		@Override
		@CircuitBreaker
		public String stock() {
			return hidden();
		}

		@CircuitBreaker
		private String hidden() {
			return "42";
		}

	}

	static class Elsewhere extends VisibleInPackage {

	}

	@CircuitBreaker
	static class WholeClass {

		String stock() {
			return hidden() + two();
		}

		private String hidden() {
			return "4";
		}

		private static String two() {
			return "2";
		}

		@Override
		public String toString() {
			return "whole";
		}

	}

	static class FirstProcessor implements BeanPostProcessor, PriorityOrdered {

		@Override
		public int getOrder() {
			return 0;
		}

	}

	static class AnnotatedProcessor extends FirstProcessor {

		@CircuitBreaker
		String stock() {
			return "42";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TooEarly {

		@Bean
		SelfCalling early() {
			return new SelfCalling();
		}

		@Bean
		static FirstProcessor needing(SelfCalling needed) {
			return new FirstProcessor();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Lazily {

		@Bean
		SelfCalling late() {
			return new SelfCalling();
		}

		@Bean
		static FirstProcessor needing(ObjectProvider<SelfCalling> needed) {
			return new FirstProcessor();
		}

	}

	@Configuration
	static class GuardedConfiguration {

		@CircuitBreaker("configuration")
		String stock() {
			return "42";
		}

		@Bean
		String other() {
			return "other";
		}

	}

}
