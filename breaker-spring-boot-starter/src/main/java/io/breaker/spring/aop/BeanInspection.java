package io.breaker.spring.aop;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Looks at every bean, those that are made later included: what cannot be guarded as
 * written is refused now.
 */
final class BeanInspection {

	private final ConfigurableListableBeanFactory beans;

	private final GuardedMethods methods;

	private final Interception interception;

	BeanInspection(ConfigurableListableBeanFactory beans, GuardedMethods methods) {
		this.beans = beans;
		this.methods = methods;
		this.interception = new ProxyInterception(beans, methods);
	}

	/**
	 * Looks at all beans.
	 * @return what is worth a warning, each once
	 */
	Set<String> inspect() {
		Set<String> warnings = new TreeSet<>();
		for (String name : this.beans.getBeanDefinitionNames()) {
			Object bean = this.beans.containsSingleton(name) ? this.beans.getSingleton(name) : null;
			if (bean instanceof FactoryBean<?>) {
				bean = null;
			}
			Class<?> type = (bean != null) ? AopUtils.getTargetClass(bean) : this.beans.getType(name, false);
			if (type != null && isWritten(type)) {
				warnings.addAll(inspect(name, ClassUtils.getUserClass(type), bean));
			}
		}
		return warnings;
	}

	/**
	 * Tells whether an application wrote the class. A client that is nothing but a proxy
	 * of the JDK was looked at when it was made, and all its methods are final.
	 */
	private static boolean isWritten(Class<?> type) {
		return !Proxy.isProxyClass(type) && !type.getName().startsWith("org.springframework.");
	}

	private List<String> inspect(String name, Class<?> type, @Nullable Object bean) {
		this.interception.checkPlaces(type, bean);
		List<GuardedMethod> guarded = new ArrayList<>();
		ReflectionUtils.doWithMethods(type, (method) -> {
			GuardedMethod found = this.methods.find(method, type);
			if (found != null) {
				guarded.add(found);
			}
		}, (method) -> !method.isSynthetic() && method.getDeclaringClass() != Object.class);
		return guarded.isEmpty() ? List.of() : this.interception.check(name, type, bean, guarded);
	}

}
