package io.breaker.spring.aspectj;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.AopInfrastructureBean;
import org.springframework.beans.factory.BeanClassLoaderAware;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.util.ConcurrentReferenceHashMap;

import io.breaker.BreakerRegistry;
import io.breaker.spring.aop.GuardedMethods;
import io.breaker.spring.aop.WovenCalls;

/**
 * Connects the woven aspect with one application context: from when all beans are there
 * until the context is closed. Remembers, without holding them, which objects the context
 * made.
 *
 * @since 0.1.0
 */
public final class WovenContext implements BeanPostProcessor, BeanClassLoaderAware, InitializingBean,
		SmartInitializingSingleton, DisposableBean {

	private final Supplier<GuardedMethods> methods;

	private final Supplier<BreakerRegistry> registry;

	private final Map<Class<?>, Boolean> guarded = new ConcurrentHashMap<>();

	private final Map<Object, Boolean> made = new IdentityReferences();

	private volatile @Nullable WovenCalls calls;

	private @Nullable ClassLoader loader;

	/**
	 * Creates the connection. The suppliers are asked when beans are made, so that none
	 * is made too early.
	 * @param methods finds the guarded methods
	 * @param registry holds the breakers
	 */
	public WovenContext(Supplier<GuardedMethods> methods, Supplier<BreakerRegistry> registry) {
		this.methods = methods;
		this.registry = registry;
	}

	@Override
	public void setBeanClassLoader(ClassLoader loader) {
		this.loader = loader;
	}

	@Override
	public void afterPropertiesSet() {
		WovenContexts.add(this);
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String name) {
		if (!(bean instanceof AopInfrastructureBean) && isGuarded(bean.getClass())) {
			this.made.put(bean, true);
		}
		return bean;
	}

	private boolean isGuarded(Class<?> type) {
		Boolean known = this.guarded.get(type);
		if (known == null) {
			known = this.methods.get().areIn(type);
			this.guarded.put(type, known);
		}
		return known;
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.calls = new WovenCalls(this.methods.get(), this.registry.get());
	}

	@Override
	public void destroy() {
		WovenContexts.remove(this);
		this.calls = null;
	}

	/**
	 * Returns the advice, {@code null} while the context is not up.
	 */
	@Nullable WovenCalls calls() {
		return this.calls;
	}

	/**
	 * Tells whether an object is a bean of this context.
	 */
	boolean made(Object object) {
		return this.made.containsKey(object);
	}

	/**
	 * Tells whether a class belongs to the application: one of the class loaders must be
	 * the parent of the other.
	 */
	boolean knows(Class<?> type) {
		return isChildOf(this.loader, type.getClassLoader()) || isChildOf(type.getClassLoader(), this.loader);
	}

	private static boolean isChildOf(@Nullable ClassLoader child, @Nullable ClassLoader parent) {
		ClassLoader each = child;
		while (each != null && each != parent) {
			each = each.getParent();
		}
		return each == parent;
	}

	/**
	 * Objects that are remembered as long as somebody else holds them. They are told
	 * apart by identity, whatever their own methods say.
	 */
	private static final class IdentityReferences extends ConcurrentReferenceHashMap<Object, Boolean> {

		IdentityReferences() {
			super(64, ReferenceType.WEAK);
		}

		@Override
		protected int getHash(@Nullable Object object) {
			return System.identityHashCode(object);
		}

	}

}
