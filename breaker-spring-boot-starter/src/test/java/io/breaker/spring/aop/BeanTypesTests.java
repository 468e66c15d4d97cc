package io.breaker.spring.aop;

import net.bytebuddy.ByteBuddy;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The classes of an application are told from those of Spring, and no bean is made.
 */
class BeanTypesTests {

	private final DefaultListableBeanFactory beans = new DefaultListableBeanFactory();

	@Test
	void classesOfTheApplicationCountOnce() {
		bean("inventory", Inventory.class);
		bean("other", Inventory.class);

		assertThat(BeanTypes.of(this.beans)).containsExactly(Inventory.class);
	}

	@Test
	void classesOfSpringDoNotCount() {
		bean("environment", StandardEnvironment.class);

		assertThat(BeanTypes.of(this.beans)).isEmpty();
	}

	@Test
	void applicationsAmongThePackagesOfSpringCount() {
		Class<?> visits = new ByteBuddy().subclass(Object.class)
			.name("org.springframework.samples.petclinic.Visits")
			.make()
			.load(getClass().getClassLoader())
			.getLoaded();
		bean("visits", visits);

		assertThat(BeanTypes.of(this.beans)).containsExactly(visits);
	}

	@Test
	void beansThatNobodyKnowsTheClassOfAreLeftOut() {
		RootBeanDefinition unknown = new RootBeanDefinition();
		unknown.setInstanceSupplier(() -> {
			throw new AssertionError("a bean was made");
		});
		this.beans.registerBeanDefinition("unknown", unknown);

		assertThat(BeanTypes.of(this.beans)).isEmpty();
	}

	private void bean(String name, Class<?> type) {
		this.beans.registerBeanDefinition(name, new RootBeanDefinition(type));
	}

	static class Inventory {

		Inventory() {
			throw new AssertionError("a bean was made");
		}

	}

}
