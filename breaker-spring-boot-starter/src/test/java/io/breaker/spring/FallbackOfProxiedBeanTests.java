package io.breaker.spring;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

import io.breaker.BreakerRegistry;
import io.breaker.event.Outcome;
import io.breaker.spring.autoconfigure.BreakerAutoConfiguration;
import io.breaker.spring.elsewhere.SparesElsewhere;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aop.TargetSource;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.framework.autoproxy.DefaultAdvisorAutoProxyCreator;
import org.springframework.aop.support.AopUtils;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;

import static io.breaker.test.BreakerAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * A fallback of a bean that has a proxy of its own: it runs with the fields of the bean,
 * and where the proxy sees the call, with what the proxy does.
 */
// INV-57
@Timeout(60)
class FallbackOfProxiedBeanTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AopAutoConfiguration.class, BreakerAutoConfiguration.class));

	private void run(Class<?> configuration, BiConsumer<Shop, BreakerRegistry> test) {
		this.runner.withBean("shop", Shop.class).withUserConfiguration(configuration).run((context) -> {
			assertThat(AopUtils.isCglibProxy(context.getBean("spares"))).isTrue();
			test.accept(context.getBean(Shop.class), context.getBean(BreakerRegistry.class));
		});
	}

	@ParameterizedTest
	@ValueSource(classes = { Proxied.class, ProxiedTwice.class, Scoped.class })
	void methodThatNoProxySeesHasTheFieldsOfTheBean(Class<?> configuration) {
		run(configuration, (shop, registry) -> {
			assertThat(shop.byPrivate("sku")).isEqualTo("private sku");
			assertThat(shop.byFinal("sku")).isEqualTo("final sku");
			assertThat(shop.byStatic()).isEqualTo("static");
		});
	}

	@ParameterizedTest
	@ValueSource(classes = { Proxied.class, ProxiedTwice.class, Scoped.class })
	void methodOfAnotherPackageHasTheFieldsOfTheBean(Class<?> configuration) {
		run(configuration, (shop, registry) -> assertThat(shop.byInherited()).isEqualTo("inherited"));
	}

	@ParameterizedTest
	@ValueSource(classes = { Proxied.class, ProxiedTwice.class, Scoped.class })
	void methodThatTheProxySeesGoesThroughIt(Class<?> configuration) {
		run(configuration, (shop, registry) -> {
			assertThat(shop.byOrdinary("sku")).isEqualTo("ordinary sku");

			assertThat(registry.breaker("spares")).hasCounted(Outcome.SUCCESS, 1);
		});
	}

	@Test
	void fallbackOfTheGuardedBeanItselfHasItsFieldsBehindAnotherProxy() {
		this.runner.withUserConfiguration(Proxied.class, AlreadyProxied.class).run((context) -> {
			Shop shop = context.getBean(Shop.class);
			assertThat(AopProxyUtils.getSingletonTarget(shop)).isInstanceOf(Advised.class);

			assertThat(shop.byItself()).isEqualTo("mine");
		});
	}

	@Test
	void objectOfAPoolIsGivenBack() {
		Pool pool = new Pool();
		this.runner.withBean("shop", Shop.class)
			.withBean("spares", Spares.class, () -> (Spares) proxy(pool))
			.run((context) -> {
				assertThat(context.getBean(Shop.class).byPrivate("sku")).isEqualTo("private sku");

				assertThat(pool.taken).hasPositiveValue().hasValue(pool.givenBack.get());
			});
	}

	@Test
	void proxyThatNobodyCanLookBehindIsNamed() {
		this.runner.withBean("shop", Shop.class).withBean("spares", Spares.class, () -> {
			ProxyFactory factory = new ProxyFactory(new Spares());
			factory.setProxyTargetClass(true);
			factory.setOpaque(true);
			return (Spares) factory.getProxy();
		}).run((context) -> {
			Shop shop = context.getBean(Shop.class);
			TargetSource target = ((Advised) context.getBean("spares")).getTargetSource();
			assertThat(target.getTarget()).isNotInstanceOf(Advised.class);

			assertThat(shop.byOrdinary("sku")).isEqualTo("ordinary sku");
			assertThatIllegalStateException().isThrownBy(() -> shop.byPrivate("sku"))
				.withMessageStartingWith("The fallback 'String Spares.hidden(String)' cannot be called");
		});
	}

	private static Object proxy(TargetSource target) {
		ProxyFactory factory = new ProxyFactory();
		factory.setTargetSource(target);
		factory.setProxyTargetClass(true);
		return factory.getProxy();
	}

	@Configuration(proxyBeanMethods = false)
	static class Proxied {

		@Bean
		Spares spares() {
			return new Spares();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ProxiedTwice extends Proxied {

		@Bean
		static DefaultAdvisorAutoProxyCreator creator() {
			return new DefaultAdvisorAutoProxyCreator();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Scoped {

		@Bean
		@Scope(value = "prototype", proxyMode = ScopedProxyMode.TARGET_CLASS)
		Spares spares() {
			return new Spares();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AlreadyProxied {

		@Bean
		Shop shop() {
			ProxyFactory factory = new ProxyFactory(new Shop());
			factory.setProxyTargetClass(true);
			return (Shop) factory.getProxy();
		}

	}

	/**
	 * Methods that fail, and what answers for them in another bean.
	 */
	static class Shop {

		private final StringBuilder field = new StringBuilder("mine");

		@CircuitBreaker(name = "private", fallback = "spares::hidden")
		String byPrivate(String sku) {
			throw new IllegalStateException();
		}

		@CircuitBreaker(name = "final", fallback = "spares::closed")
		String byFinal(String sku) {
			throw new IllegalStateException();
		}

		@CircuitBreaker(name = "inherited", fallback = "spares::inPackage")
		String byInherited() {
			throw new IllegalStateException();
		}

		@CircuitBreaker(name = "static", fallback = "spares::fixed")
		String byStatic() {
			throw new IllegalStateException();
		}

		@CircuitBreaker(name = "ordinary", fallback = "spares::ordinary")
		String byOrdinary(String sku) {
			throw new IllegalStateException();
		}

		@CircuitBreaker(name = "itself", fallback = "own")
		String byItself() {
			throw new IllegalStateException();
		}

		private String own() {
			return this.field.toString();
		}

	}

	/**
	 * Has a proxy, since a method of it is guarded.
	 */
	static class Spares extends SparesElsewhere {

		private final StringBuilder space = new StringBuilder(" ");

		@CircuitBreaker("spares")
		String ordinary(String sku) {
			return "ordinary" + this.space + sku;
		}

		private String hidden(String sku) {
			return "private" + this.space + sku;
		}

		final String closed(String sku) {
			return "final" + this.space + sku;
		}

		private static String fixed() {
			return "static";
		}

	}

	/**
	 * Lends an object for one call.
	 */
	static class Pool implements TargetSource {

		final AtomicInteger taken = new AtomicInteger();

		final AtomicInteger givenBack = new AtomicInteger();

		@Override
		public Class<?> getTargetClass() {
			return Spares.class;
		}

		@Override
		public Object getTarget() {
			this.taken.incrementAndGet();
			return new Spares();
		}

		@Override
		public void releaseTarget(Object target) {
			this.givenBack.incrementAndGet();
		}

	}

}
