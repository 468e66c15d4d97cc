package io.breaker.spring.aop;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import io.breaker.BreakerRegistry;
import io.breaker.CallRejectedException;
import io.breaker.spring.CircuitBreaker;
import io.breaker.spring.autoconfigure.BreakerAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.ReflectionHintsPredicates;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.core.annotation.AliasFor;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.javapoet.ClassName;
import org.springframework.stereotype.Component;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * What is said about guarded methods when an application is processed ahead of time.
 */
class GuardHintsTests {

	private static final ReflectionHintsPredicates REFLECTION = RuntimeHintsPredicates.reflection();

	@Test
	void guardedMethodAndItsFallbacksCanBeInvoked() {
		RuntimeHints hints = process(Inventory.class, Answers.class);

		assertThat(REFLECTION.onMethodInvocation(method(Inventory.class, "stock"))).accepts(hints);
		assertThat(REFLECTION.onMethodInvocation(method(Inventory.class, "hidden"))).accepts(hints);
		assertThat(REFLECTION.onMethodInvocation(method(Base.class, "inherited"))).accepts(hints);
		assertThat(REFLECTION.onMethodInvocation(method(WithDefault.class, "byDefault"))).accepts(hints);
		assertThat(REFLECTION.onMethodInvocation(method(Answers.class, "fromElsewhere"))).accepts(hints);
	}

	@Test
	void everyOverloadOfAFallbackCanBeInvoked() throws NoSuchMethodException {
		RuntimeHints hints = process(Inventory.class, Answers.class);

		assertThat(REFLECTION
			.onMethodInvocation(Inventory.class.getDeclaredMethod("overloaded", FileNotFoundException.class)))
			.accepts(hints);
		assertThat(REFLECTION.onMethodInvocation(Inventory.class.getDeclaredMethod("overloaded", IOException.class)))
			.accepts(hints);
	}

	@Test
	void classesInWhichFallbacksAreLookedForCanBeLookedInto() {
		RuntimeHints hints = process(Inventory.class, Answers.class);

		assertThat(REFLECTION.onType(Inventory.class)).accepts(hints);
		assertThat(REFLECTION.onType(Base.class)).accepts(hints);
		assertThat(REFLECTION.onType(WithDefault.class)).accepts(hints);
		assertThat(REFLECTION.onType(Answers.class)).accepts(hints);
	}

	@Test
	void everyMethodOfAnAnnotatedClassCanBeInvoked() {
		RuntimeHints hints = process(Whole.class);

		assertThat(REFLECTION.onMethodInvocation(method(Whole.class, "first"))).accepts(hints);
		assertThat(REFLECTION.onMethodInvocation(method(Whole.class, "second"))).accepts(hints);
	}

	@Test
	void annotationOfOnesOwnIsSeen() {
		RuntimeHints hints = process(Composed.class);

		assertThat(REFLECTION.onMethodInvocation(method(Composed.class, "stock"))).accepts(hints);
		assertThat(REFLECTION.onMethodInvocation(method(Composed.class, "lastKnown"))).accepts(hints);
	}

	@Test
	void annotatedInterfaceIsSeenWhereTheBeanHasNoClass() {
		RuntimeHints hints = process(RemoteConfiguration.class);

		assertThat(REFLECTION.onMethodInvocation(method(Remote.class, "stock"))).accepts(hints);
		assertThat(REFLECTION.onMethodInvocation(method(Remote.class, "lastKnown"))).accepts(hints);
	}

	@Test
	void annotationCanBeReadWithItsAlias() {
		RuntimeHints hints = process(Composed.class);

		assertThat(RuntimeHintsPredicates.proxies().forInterfaces(CircuitBreaker.class)).accepts(hints);
		assertThat(REFLECTION.onMethodInvocation(method(CircuitBreaker.class, "fallback"))).accepts(hints);
	}

	@Test
	void beansThatAreNotGuardedAreLeftAlone() {
		RuntimeHints hints = process(Answers.class);

		assertThat(REFLECTION.onMethodInvocation(method(Answers.class, "fromElsewhere")).negate()).accepts(hints);
	}

	@Test
	void nothingIsSaidWhereBreakersAreDisabled() {
		RuntimeHints hints = process((context) -> {
			context.getEnvironment()
				.getPropertySources()
				.addFirst(new MapPropertySource("test", Map.of("breaker.enabled", "false")));
			context.register(Inventory.class, Answers.class);
		});

		assertThat(REFLECTION.onMethodInvocation(method(Inventory.class, "hidden")).negate()).accepts(hints);
	}

	@Test
	void noBreakerIsMadeAtBuildTime() {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		context.register(BreakerAutoConfiguration.class, Inventory.class, Answers.class);

		generate(context);

		assertThat(context.getBeanFactory().getSingletonNames()).doesNotContain("breakerRegistry", "breakerScheduler");
		assertThat(context.getBeanNamesForType(BreakerRegistry.class)).hasSize(1);
		context.close();
	}

	// INV-56
	@ParameterizedTest
	@ValueSource(classes = { Misspelt.class, Unfit.class, Nobody.class })
	void fallbackThatCannotAnswerFailsTheBuildWithTheWordsThatFailTheStart(Class<?> bean) {
		Throwable build = catchThrowable(() -> process(bean));

		new ApplicationContextRunner().withUserConfiguration(BreakerAutoConfiguration.class)
			.withBean(bean)
			.run((context) -> assertThat(root(build)).isInstanceOf(InvalidGuardException.class)
				.hasMessage(root(context.getStartupFailure()).getMessage()));
	}

	private static Throwable root(Throwable failure) {
		assertThat(failure).isNotNull();
		return NestedExceptionUtils.getMostSpecificCause(failure);
	}

	private static RuntimeHints process(Class<?>... beans) {
		return process((context) -> context.register(beans));
	}

	private static RuntimeHints process(Consumer<AnnotationConfigApplicationContext> beans) {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			context.register(BreakerAutoConfiguration.class);
			beans.accept(context);
			return generate(context);
		}
	}

	private static RuntimeHints generate(AnnotationConfigApplicationContext context) {
		DefaultGenerationContext generation = new DefaultGenerationContext(
				new ClassNameGenerator(ClassName.get(GuardHintsTests.class)), new InMemoryGeneratedFiles());
		new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
		generation.writeGeneratedContent();
		return generation.getRuntimeHints();
	}

	private static Method method(Class<?> type, String name) {
		Method[] named = ReflectionUtils.getUniqueDeclaredMethods(type, (method) -> method.getName().equals(name));
		assertThat(named).as(name).hasSize(1);
		return named[0];
	}

	interface WithDefault {

		default String byDefault() {
			return "";
		}

	}

	static class Base {

		private String inherited() {
			return "";
		}

	}

	static class Inventory extends Base implements WithDefault {

		@CircuitBreaker(fallback = { "hidden", "inherited", "byDefault", "answers::fromElsewhere" })
		CompletableFuture<String> stock(String sku) {
			return CompletableFuture.completedFuture(sku);
		}

		private String hidden(String sku) {
			return sku;
		}

		@CircuitBreaker(fallback = "overloaded")
		String failing() {
			return "";
		}

		private String overloaded(FileNotFoundException failure) {
			return "";
		}

		private String overloaded(IOException failure) {
			return "";
		}

	}

	@Component("answers")
	static class Answers {

		String fromElsewhere(CallRejectedException rejected) {
			return "";
		}

	}

	@CircuitBreaker
	static class Whole {

		String first() {
			return "";
		}

		String second() {
			return "";
		}

	}

	@Retention(RetentionPolicy.RUNTIME)
	@CircuitBreaker
	@interface Guarded {

		@AliasFor(annotation = CircuitBreaker.class, attribute = "fallback")
		String answer();

	}

	static class Composed {

		@Guarded(answer = "lastKnown")
		String stock() {
			return "";
		}

		private String lastKnown() {
			return "";
		}

	}

	interface Remote {

		@CircuitBreaker(fallback = "lastKnown")
		String stock(String sku);

		default String lastKnown(String sku) {
			return sku;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class RemoteConfiguration {

		@Bean
		Remote remote() {
			return (sku) -> sku;
		}

	}

	static class Misspelt {

		@CircuitBreaker(fallback = "lastKnow")
		String stock() {
			return "";
		}

		String lastKnown() {
			return "";
		}

	}

	static class Unfit {

		@CircuitBreaker(fallback = "lastKnown")
		String stock() {
			return "";
		}

		int lastKnown() {
			return 0;
		}

	}

	static class Nobody {

		@CircuitBreaker(fallback = "nobody::answers")
		String stock() {
			return "";
		}

	}

}
