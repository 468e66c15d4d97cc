package io.breaker.spring;

import java.util.function.Supplier;

import io.breaker.BreakerRegistry;
import io.breaker.spring.autoconfigure.BreakerAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.aop.framework.ProxyFactoryBean;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;

import static io.breaker.spring.PlacesTests.assertCountedOnceBy;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Guarded beans, in whatever way they come to be.
 */
// INV-41
@Timeout(60)
class BeansTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AopAutoConfiguration.class, BreakerAutoConfiguration.class));

	@Test
	void beansOfOneClassShareABreaker() {
		this.runner.withBean("one", Shop.class).withBean("two", Shop.class).run((context) -> {
			context.getBean("one", Shop.class).stock();
			context.getBean("two", Shop.class).stock();

			assertThat(context.getBean(BreakerRegistry.class).breaker("shop-stock").totals().success()).isEqualTo(2);
		});
	}

	@Test
	void lazilyMadeBeanIsGuarded() {
		this.runner.withBean(Shop.class, Shop::new, (definition) -> definition.setLazyInit(true))
			.run((context) -> assertCountedOnceBy(context.getBean(BreakerRegistry.class), "shop-stock",
					() -> context.getBean(Shop.class).stock()));
	}

	@Test
	void prototypesShareABreaker() {
		this.runner.withBean(Shop.class, Shop::new, (definition) -> definition.setScope(BeanDefinition.SCOPE_PROTOTYPE))
			.run((context) -> {
				assertThat(context.getBean(Shop.class)).isNotSameAs(context.getBean(Shop.class));
				context.getBean(Shop.class).stock();
				context.getBean(Shop.class).stock();

				assertThat(context.getBean(BreakerRegistry.class).breaker("shop-stock").totals().success())
					.isEqualTo(2);
			});
	}

	@Test
	void scopedProxyIsNotGuardedASecondTime() {
		this.runner.withUserConfiguration(Scoped.class)
			.run((context) -> assertCountedOnceBy(context.getBean(BreakerRegistry.class), "shop-stock",
					() -> context.getBean("shop", Shop.class).stock()));
	}

	@Test
	void productOfAFactoryIsGuarded() {
		this.runner.withBean(ShopFactory.class)
			.run((context) -> assertCountedOnceBy(context.getBean(BreakerRegistry.class), "shop-stock",
					() -> context.getBean(Shop.class).stock()));
	}

	@Test
	void beanBehindAProxyOfItsOwnIsCountedOnce() {
		this.runner.withUserConfiguration(ProxiedTwice.class)
			.run((context) -> assertCountedOnceBy(context.getBean(BreakerRegistry.class), "remote",
					() -> context.getBean("remoteProxy", Remote.class).stock()));
	}

	@Test
	void beanMethodMayReturnTheInterface() {
		this.runner.withUserConfiguration(ByInterface.class)
			.run((context) -> assertCountedOnceBy(context.getBean(BreakerRegistry.class), "remote",
					() -> context.getBean("eager", Remote.class).stock()));
	}

	@Test
	void lazyBeanOfAnInterfaceHasTheFallbackOfItsClass() {
		this.runner.withUserConfiguration(ByInterface.class)
			.run((context) -> assertThat(context.getBean("lazy", Warehouse.class).broken()).isEqualTo("spare"));
	}

	@Test
	void lambdaIsGuardedUnderTheNameOfItsInterface() {
		this.runner.withBean("supplier", Unnamed.class, () -> () -> "fine")
			.run((context) -> assertCountedOnceBy(context.getBean(BreakerRegistry.class), "unnamed-get",
					() -> context.getBean(Unnamed.class).get()));
	}

	interface Unnamed extends Supplier<String> {

		@Override
		@CircuitBreaker
		String get();

	}

	static class Shop {

		@CircuitBreaker
		String stock() {
			return "42";
		}

	}

	static class ShopFactory implements FactoryBean<Shop> {

		@Override
		public Shop getObject() {
			return new Shop();
		}

		@Override
		public Class<?> getObjectType() {
			return Shop.class;
		}

	}

	interface Remote {

		@CircuitBreaker("remote")
		String stock();

	}

	static class RemoteShop implements Remote {

		@Override
		public String stock() {
			return "42";
		}

	}

	interface Warehouse {

		@CircuitBreaker(name = "warehouse", fallback = "spare")
		String broken();

	}

	static class BrokenWarehouse implements Warehouse {

		@Override
		public String broken() {
			throw new IllegalStateException();
		}

		private String spare() {
			return "spare";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Scoped {

		@Bean
		@Scope(value = "prototype", proxyMode = ScopedProxyMode.TARGET_CLASS)
		Shop shop() {
			return new Shop();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ProxiedTwice {

		@Bean
		RemoteShop remoteTarget() {
			return new RemoteShop();
		}

		@Bean
		ProxyFactoryBean remoteProxy() {
			ProxyFactoryBean proxy = new ProxyFactoryBean();
			proxy.setTargetName("remoteTarget");
			proxy.setInterfaces(Remote.class);
			return proxy;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ByInterface {

		@Bean
		Remote eager() {
			return new RemoteShop();
		}

		@Bean
		@Lazy
		Warehouse lazy() {
			return new BrokenWarehouse();
		}

	}

}
