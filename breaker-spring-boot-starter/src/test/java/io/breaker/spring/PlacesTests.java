package io.breaker.spring;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.breaker.Breaker;
import io.breaker.BreakerRegistry;
import io.breaker.event.CallTotals;
import io.breaker.spring.autoconfigure.BreakerAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.annotation.AliasFor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Where the annotation may stand, and which one decides: for each placement the calls of
 * one method are counted once, by the breaker that is expected, and by no other.
 */
// INV-62, INV-41
@Timeout(60)
class PlacesTests {

	private static ApplicationContextRunner runner() {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AopAutoConfiguration.class, BreakerAutoConfiguration.class));
	}

	@ParameterizedTest(name = "{0} → {2}")
	@MethodSource("placements")
	<T> void decides(Class<T> type, Consumer<T> call, String expected) {
		runner().withBean(type)
			.run((context) -> assertCountedOnceBy(context.getBean(BreakerRegistry.class), expected,
					() -> call.accept(context.getBean(type))));
	}

	@SuppressWarnings("unchecked")
	static Stream<Arguments> placements() {
		return Stream.of(place(OnMethods.class, OnMethods::publicOne, "on-methods-public-one"),
				place(OnMethods.class, OnMethods::protectedOne, "on-methods-protected-one"),
				place(OnMethods.class, OnMethods::packagePrivate, "on-methods-package-private"),
				place(OnClass.class, OnClass::own, "class"), place(OnClass.class, OnClass::named, "method"),
				place(OnInterfaceMethod.class, OnInterfaceMethod::stock, "interface-method"),
				place(OnInterfaceType.class, OnInterfaceType::stock, "interface-type"),
				place(ClassAndInterface.class, ClassAndInterface::stock, "class"),
				place(MethodAndInterface.class, MethodAndInterface::stock, "method"),
				place(Inheriting.class, Inheriting::base, "base-method"),
				place(Overriding.class, Overriding::base, "base-method"),
				place(Repeating.class, Repeating::base, "repeated"),
				place(SubOfOnClass.class, SubOfOnClass::own, "class"),
				place(SubOfOnClass.class, SubOfOnClass::added, "class"),
				place(SubClassDecides.class, SubClassDecides::own, "sub-class"),
				place(GenericSub.class, (bean) -> bean.load("sku"), "generic"),
				place(GenericSub.class, (bean) -> ((GenericBase<String>) bean).load("sku"), "generic"),
				place(GenericInterface.class, (bean) -> bean.load("sku"), "generic-interface"),
				place(GenericInterface.class, (bean) -> ((Loads<String>) bean).load("sku"), "generic-interface"),
				place(InheritsGeneric.class, (bean) -> bean.keep("sku"), "inherits-generic-keep"),
				place(Composed.class, Composed::method, "given"),
				place(ComposedClass.class, ComposedClass::method, "given"),
				place(DefaultMethod.class, DefaultMethod::stock, "default-method"));
	}

	private static <T> Arguments place(Class<T> type, Consumer<T> call, String breaker) {
		return arguments(type, call, breaker);
	}

	@Test
	void annotationPassesTheFallbackOnThatItWasGiven() {
		runner().withBean(Composed.class)
			.run((context) -> assertThat(context.getBean(Composed.class).failing()).isEqualTo("spare"));
	}

	@ParameterizedTest
	@MethodSource("proxies")
	void interfaceIsGuardedThroughProxiesOfTheJdk(String... properties) {
		runner().withPropertyValues(properties)
			.withBean("remote", Stocks.class, OnInterfaceMethod::new)
			.run((context) -> {
				Stocks remote = context.getBean(Stocks.class);

				assertCountedOnceBy(context.getBean(BreakerRegistry.class), "interface-method", remote::stock);
			});
	}

	static Stream<Arguments> proxies() {
		return Stream.of(arguments((Object) new String[] { "spring.aop.proxy-target-class=false" }),
				arguments((Object) new String[] { "spring.aop.auto=false" }),
				arguments((Object) new String[] { "spring.aop.auto=false", "spring.aop.proxy-target-class=false" }));
	}

	@Test
	void methodsThatNameOneBreakerShareIt() {
		runner().withBean(Sharing.class).withBean(OtherSharing.class).run((context) -> {
			context.getBean(Sharing.class).one();
			context.getBean(Sharing.class).two();
			context.getBean(OtherSharing.class).three();

			assertThat(context.getBean(BreakerRegistry.class).breaker("shared").totals().success()).isEqualTo(3);
		});
	}

	@Test
	void overloadsHaveABreakerEach() {
		runner().withBean(Overloads.class).run((context) -> {
			Overloads bean = context.getBean(Overloads.class);
			bean.find(1);
			bean.find("sku");
			bean.find("sku", new String[0]);

			assertThat(context.getBean(BreakerRegistry.class).all().stream().map(Breaker::name))
				.containsExactly("overloads-find-int", "overloads-find-string", "overloads-find-string-strings");
		});
	}

	@Test
	void overloadsThatWouldHaveOneNameAreRefused() {
		runner().withBean(SameNames.class)
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.hasMessageContaining("would share the breaker 'same-names-find-entry' by accident"));
	}

	@Test
	void classesOfOneNameAreRefused() {
		runner().withBean("a", First.Client.class)
			.withBean("b", Second.Client.class)
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.hasMessageContaining("would share the breaker 'client-get' by accident")
				.hasMessageContaining(First.Client.class.getName())
				.hasMessageContaining(Second.Client.class.getName()));
	}

	@Test
	void classesThatInheritAMethodHaveABreakerEach() {
		runner().withBean(InheritsGeneric.class).withBean(AlsoInheritsGeneric.class).run((context) -> {
			context.getBean(InheritsGeneric.class).keep("sku");
			context.getBean(AlsoInheritsGeneric.class).keep(1);

			assertThat(context.getBean(BreakerRegistry.class).all().stream().map(Breaker::name))
				.contains("also-inherits-generic-keep", "inherits-generic-keep");
		});
	}

	static void assertCountedOnceBy(BreakerRegistry registry, String expected, Runnable call) {
		call.run();

		assertThat(registry.all()).filteredOn((breaker) -> attempts(breaker) > 0)
			.singleElement()
			.satisfies((breaker) -> {
				assertThat(breaker.name()).isEqualTo(expected);
				assertThat(attempts(breaker)).isOne();
			});
	}

	private static long attempts(Breaker breaker) {
		CallTotals totals = breaker.totals();
		return totals.attempts();
	}

	static class OnMethods {

		@CircuitBreaker
		public void publicOne() {
		}

		@CircuitBreaker
		protected void protectedOne() {
		}

		@CircuitBreaker
		void packagePrivate() {
		}

	}

	@CircuitBreaker("class")
	static class OnClass {

		void own() {
		}

		@CircuitBreaker("method")
		void named() {
		}

	}

	interface Stocks {

		@CircuitBreaker("interface-method")
		void stock();

	}

	static class OnInterfaceMethod implements Stocks {

		@Override
		public void stock() {
		}

	}

	@CircuitBreaker("interface-type")
	interface GuardedStocks {

		void stock();

	}

	static class OnInterfaceType implements GuardedStocks {

		@Override
		public void stock() {
		}

	}

	@CircuitBreaker("class")
	static class ClassAndInterface implements GuardedStocks {

		@Override
		public void stock() {
		}

	}

	@CircuitBreaker("class")
	static class MethodAndInterface implements Stocks {

		@Override
		@CircuitBreaker("method")
		public void stock() {
		}

	}

	static class Base {

		@CircuitBreaker("base-method")
		void base() {
		}

	}

	static class Inheriting extends Base {

	}

	static class Overriding extends Base {

		@Override
		void base() {
		}

	}

	static class Repeating extends Base {

		@Override
		@CircuitBreaker("repeated")
		void base() {
		}

	}

	static class SubOfOnClass extends OnClass {

		void added() {
		}

	}

	@CircuitBreaker("sub-class")
	static class SubClassDecides extends OnClass {

	}

	abstract static class GenericBase<T> {

		@CircuitBreaker("generic")
		abstract T load(T key);

		@CircuitBreaker(fallback = "spare")
		T keep(T key) {
			return key;
		}

		T spare(T key) {
			return key;
		}

	}

	static class GenericSub extends GenericBase<String> {

		@Override
		String load(String key) {
			return key;
		}

	}

	interface Loads<T> {

		@CircuitBreaker("generic-interface")
		T load(T key);

	}

	static class GenericInterface implements Loads<String> {

		@Override
		public String load(String key) {
			return key;
		}

	}

	static class InheritsGeneric extends GenericBase<String> {

		@Override
		String load(String key) {
			return key;
		}

	}

	static class AlsoInheritsGeneric extends GenericBase<Integer> {

		@Override
		Integer load(Integer key) {
			return key;
		}

	}

	/**
	 * An annotation of an application.
	 */
	@Retention(RetentionPolicy.RUNTIME)
	@CircuitBreaker
	@interface Guarded {

		@AliasFor(annotation = CircuitBreaker.class, attribute = "name")
		String breaker();

		@AliasFor(annotation = CircuitBreaker.class, attribute = "fallback")
		String[] otherwise() default {};

	}

	static class Composed {

		@Guarded(breaker = "given")
		void method() {
		}

		@Guarded(breaker = "failing", otherwise = "spare")
		String failing() {
			throw new IllegalStateException();
		}

		private String spare() {
			return "spare";
		}

	}

	@Guarded(breaker = "given")
	static class ComposedClass {

		void method() {
		}

	}

	interface Defaults {

		@CircuitBreaker("default-method")
		default void stock() {
		}

	}

	static class DefaultMethod implements Defaults {

	}

	static class Sharing {

		@CircuitBreaker("shared")
		void one() {
		}

		@CircuitBreaker("shared")
		void two() {
		}

	}

	static class OtherSharing {

		@CircuitBreaker("shared")
		void three() {
		}

	}

	static class Overloads {

		@CircuitBreaker
		void find(int id) {
		}

		@CircuitBreaker
		void find(String sku) {
		}

		@CircuitBreaker
		void find(String sku, String[] shops) {
		}

	}

	static class SameNames {

		@CircuitBreaker
		void find(java.util.Map.Entry<String, String> entry) {
		}

		@CircuitBreaker
		void find(Entry entry) {
		}

	}

	static class Entry {

	}

	static class First {

		static class Client {

			@CircuitBreaker
			void get() {
			}

		}

	}

	static class Second {

		static class Client {

			@CircuitBreaker
			void get() {
			}

		}

	}

}
