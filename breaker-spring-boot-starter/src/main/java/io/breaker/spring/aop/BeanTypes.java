package io.breaker.spring.aop;

import java.util.LinkedHashSet;
import java.util.Set;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;

/**
 * The classes of beans that an application may have written. Spring's own, which are most
 * of them, have nothing to do with breakers.
 *
 * @since 0.1.0
 */
public final class BeanTypes {

	/**
	 * Applications that live among Spring's packages, the pet clinic first of all.
	 */
	private static final String SAMPLES = "org.springframework.samples.";

	private BeanTypes() {
	}

	/**
	 * Looks at all beans that are known by now, and makes none.
	 * @param beans all beans
	 * @return their classes as they were written, each once
	 */
	public static Set<Class<?>> of(ConfigurableListableBeanFactory beans) {
		Set<Class<?>> types = new LinkedHashSet<>();
		for (String bean : beans.getBeanDefinitionNames()) {
			Class<?> type = beans.getType(bean, false);
			if (type != null && !isOfSpring(type)) {
				types.add(ClassUtils.getUserClass(type));
			}
		}
		return types;
	}

	static boolean isOfSpring(Class<?> type) {
		String name = type.getName();
		return name.startsWith("org.springframework.") && !name.startsWith(SAMPLES);
	}

}
