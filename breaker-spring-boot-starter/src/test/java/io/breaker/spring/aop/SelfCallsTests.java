package io.breaker.spring.aop;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;

import io.breaker.spring.CircuitBreaker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which calls inside of a class are found to go past a breaker.
 */
// INV-61
class SelfCallsTests {

	private static List<String> past(Class<?> type) {
		return SelfCalls.past(type,
				new GuardedMethods(new DefaultListableBeanFactory(), List.of(new PlainCallAdapter())));
	}

	@Test
	void callOnTheSameObjectIsNamedWithWhatToDo() {
		assertThat(past(Plain.class)).containsExactly("Plain.stock(String) is called from inside of its class, in "
				+ "report(), where no proxy sees it: such calls go past its circuit breaker 'plain-stock'. Call it "
				+ "through the bean, which can be injected into itself, move it to another bean, or set "
				+ "'breaker.aspect-mode' to 'aspectj'.");
	}

	@Test
	void everyCallerIsNamedOnceAndInOrder() {
		assertThat(past(Everywhere.class)).singleElement()
			.asString()
			.contains("in Everywhere() and booleans() and choosing() and deferred() and handled() and lambda() "
					+ "and loop() and reference() and wide(),", "'everywhere'");
	}

	@ParameterizedTest
	@ValueSource(classes = { Inherited.class, Hook.class, OfInterface.class, Above.class })
	void callFromWhatIsInheritedIsFound(Class<?> type) {
		assertThat(past(type)).singleElement().asString().contains("stock(String) is called from inside of its class");
	}

	@ParameterizedTest
	@ValueSource(classes = { Other.class, OfTheSameBreaker.class, PassingOn.class, OfWholeClass.class, Bridge.class,
			Factory.class })
	void callThatIsNoneIsNotNamed(Class<?> type) {
		assertThat(past(type)).isEmpty();
	}

	@Test
	void callOfAnotherBreakerIsNamed() {
		assertThat(past(OfOtherBreaker.class)).singleElement().asString().contains("in report(),", "'callee'");
	}

	@Test
	void classWithoutCodeIsPassedOver() {
		Object generated = (Supplier<String>) () -> "no file of this class";

		assertThat(past(generated.getClass())).isEmpty();
	}

	static class Plain {

		@CircuitBreaker
		String stock(String sku) {
			return sku;
		}

		String report() {
			return stock("a") + this.stock("b");
		}

	}

	static class Everywhere {

		private final String first;

		Everywhere() {
			this.first = stock("a", 0, 0);
		}

		@CircuitBreaker("everywhere")
		String stock(String sku, long amount, double price) {
			return sku + this.first + amount + price;
		}

		Supplier<String> lambda() {
			return () -> stock("a", 1, 2);
		}

		Function<Integer, Supplier<String>> deferred() {
			return (amount) -> () -> stock("a", amount, 2);
		}

		Price reference() {
			return this::stock;
		}

		String wide(long amount, double[] prices, int index) {
			return stock("a" + index, amount << 2 | -amount, prices[index] % (float) index);
		}

		String choosing(boolean much, int kind, Object given) {
			return stock(much ? "a" : (given instanceof String text) ? text : "b", switch (kind) {
				case 1 -> 5L;
				case 100_000 -> 7L;
				default -> kind;
			}, much ? 1 : 2);
		}

		String handled(long[][] grid, int x) {
			try {
				grid[x][x]++;
				return stock(new String[][] { { "a" } }[0][0], grid[x][x]--, x++);
			}
			catch (IllegalStateException ex) {
				throw new IllegalStateException(ex);
			}
			finally {
				synchronized (this) {
					grid[x] = new long[2];
				}
			}
		}

		String loop() {
			String all = "";
			for (int i = 0; i < 10; i++) {
				all += stock("a", i, i);
			}
			return all;
		}

		boolean booleans(boolean one, boolean other) {
			return (one && other) == stock(String.valueOf(one || other), 1, 1).isEmpty();
		}

	}

	interface Price {

		String of(String sku, long amount, double price);

	}

	abstract static class Base {

		abstract String stock(String sku);

		String report() {
			return stock("a");
		}

	}

	static class Hook extends Base {

		@Override
		@CircuitBreaker
		String stock(String sku) {
			return sku;
		}

	}

	static class Inherited extends Plain {

	}

	static class Above extends Plain {

		@Override
		String report() {
			return super.stock("a");
		}

	}

	interface Reporting {

		String stock(String sku);

		default String report() {
			return stock("a");
		}

	}

	static class OfInterface implements Reporting {

		@Override
		@CircuitBreaker
		public String stock(String sku) {
			return sku;
		}

	}

	static class Other {

		private Other self = this;

		@CircuitBreaker
		String stock(String sku) {
			return sku;
		}

		String field() {
			return this.self.stock("a");
		}

		static String parameter(Other other) {
			return other.stock("a");
		}

		String parameterOf(Other other, boolean first) {
			return (first ? other : this.self).stock("a") + new Other().stock("b");
		}

		String either(Other other, boolean first) {
			return (first ? other : this).stock("a");
		}

		Callable<String> reference(Other other) {
			return () -> other.stock("a");
		}

		Function<String, String> bound() {
			return this.self::stock;
		}

		String array(Other[] others) {
			return others[0].stock("a");
		}

		boolean asArgument(List<Other> others) {
			return others.contains(this) && others.get(0).stock("a").isEmpty();
		}

	}

	static class OfTheSameBreaker {

		@CircuitBreaker("same")
		String stock(String sku) {
			return sku;
		}

		@CircuitBreaker("same")
		String stock() {
			Supplier<String> later = () -> stock("a");
			return stock("a") + later.get();
		}

	}

	static class OfOtherBreaker {

		@CircuitBreaker("callee")
		String stock(String sku) {
			return sku;
		}

		@CircuitBreaker("caller")
		String report() {
			return stock("a");
		}

	}

	@CircuitBreaker
	static class OfWholeClass {

		String stock(String sku) {
			return sku + hidden();
		}

		String report() {
			return stock("a") + hidden() + this;
		}

		private String hidden() {
			return "";
		}

	}

	static class PassingOn extends Plain {

		@Override
		@CircuitBreaker("passing-on")
		String stock(String sku) {
			return super.stock(sku);
		}

		@Override
		String report() {
			return "";
		}

	}

	static class Bridge implements Function<String, String> {

		@Override
		@CircuitBreaker
		public String apply(String sku) {
			return sku;
		}

	}

	static class Factory {

		private static final Factory INSTANCE = new Factory();

		@CircuitBreaker
		String stock(String sku) {
			return sku;
		}

		static String report() {
			return INSTANCE.stock("a");
		}

	}

}
