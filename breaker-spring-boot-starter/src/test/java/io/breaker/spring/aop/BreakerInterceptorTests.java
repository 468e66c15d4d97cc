package io.breaker.spring.aop;

import java.util.List;

import io.breaker.BreakerRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.target.HotSwappableTargetSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;

import io.breaker.spring.CircuitBreaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * A part of the aspect remembers how the method was guarded that it saw last, and is not
 * misled by it.
 */
class BreakerInterceptorTests {

	private final BreakerRegistry breakers = BreakerRegistry.create();

	private final BreakerAdvisor advisor = new BreakerAdvisor(this::methods, () -> this.breakers,
			() -> CallDisturber.NONE, 0);

	private final GuardedMethods methods = new GuardedMethods(new DefaultListableBeanFactory(),
			List.of(new PlainCallAdapter()));

	@Test
	void everyCallGoesThroughTheBreakerOfItsTarget() {
		HotSwappableTargetSource target = new HotSwappableTargetSource(new Here());
		Stock stock = proxy(target);

		for (int i = 0; i < 3; i++) {
			target.swap(new Here());
			stock.count();
			target.swap(new There());
			stock.count();
			target.swap(new Nowhere());
			stock.count();
		}

		assertThat(calls("here")).isEqualTo(3);
		assertThat(calls("there")).isEqualTo(3);
		assertThat(this.breakers.all()).hasSize(2);
	}

	@Test
	void callCountsOnceWhereTheTargetIsAProxyOfItsOwn() {
		HotSwappableTargetSource target = new HotSwappableTargetSource(new Here());
		Stock stock = proxy(target);
		stock.order();

		target.swap(new ProxyFactory(new Here()).getProxy());
		stock.order();
		target.swap(proxy(new HotSwappableTargetSource(new Here())));
		stock.order();
		stock.order();

		assertThat(calls("orders")).isEqualTo(4);
	}

	@Test
	void onePartServesSeveralMethods() throws Throwable {
		BreakerInterceptor part = (BreakerInterceptor) this.advisor.getAdvice();
		ProxyFactory factory = new ProxyFactory(new Here());
		factory.addAdvice(part);
		Stock stock = (Stock) factory.getProxy();

		for (int i = 0; i < 3; i++) {
			stock.count();
			stock.order();
		}

		assertThat(calls("here")).isEqualTo(3);
		assertThat(calls("orders")).isEqualTo(3);
	}

	@Test
	void partsLeaveTheCallToAProxyBehindThem() {
		HotSwappableTargetSource target = new HotSwappableTargetSource(new Here());
		Stock stock = proxy(target, this.advisor.fallbacks(), this.advisor.withoutFallbacks());
		assertThatThrownBy(stock::fail).isInstanceOf(UnsupportedOperationException.class);

		target.swap(proxy(new HotSwappableTargetSource(new Here())));
		assertThatThrownBy(stock::fail).isInstanceOf(UnsupportedOperationException.class);
		target.swap(proxy(new HotSwappableTargetSource(new Here()), this.advisor.fallbacks(),
				this.advisor.withoutFallbacks()));
		assertThatThrownBy(stock::fail).isInstanceOf(UnsupportedOperationException.class);

		assertThat(this.breakers.breaker("failing").totals().failure()).isEqualTo(3);
		assertThat(this.breakers.breaker("failing").snapshot().fallbackFailures()).isEqualTo(3);
	}

	private GuardedMethods methods() {
		return this.methods;
	}

	private Stock proxy(HotSwappableTargetSource target) {
		return proxy(target, this.advisor);
	}

	private static Stock proxy(HotSwappableTargetSource target, BreakerAdvisor... parts) {
		ProxyFactory factory = new ProxyFactory();
		factory.setInterfaces(Stock.class);
		factory.setTargetSource(target);
		factory.addAdvisors(parts);
		return (Stock) factory.getProxy();
	}

	private long calls(String breaker) {
		return this.breakers.breaker(breaker).totals().success();
	}

	interface Stock {

		void count();

		@CircuitBreaker("orders")
		void order();

		@CircuitBreaker(name = "failing", fallback = "answer")
		default void fail() {
			throw new IllegalStateException();
		}

		default void answer() {
			throw new UnsupportedOperationException();
		}

	}

	static class Here implements Stock {

		@Override
		@CircuitBreaker("here")
		public void count() {
		}

		@Override
		public void order() {
		}

	}

	static class There implements Stock {

		@Override
		@CircuitBreaker("there")
		public void count() {
		}

		@Override
		public void order() {
		}

	}

	static class Nowhere implements Stock {

		@Override
		public void count() {
		}

		@Override
		public void order() {
		}

	}

}
