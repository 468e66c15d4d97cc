package io.breaker.spring.aop;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.SpringProxy;
import org.springframework.aop.TargetSource;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.support.AopUtils;
import org.springframework.aop.target.EmptyTargetSource;
import org.springframework.core.CoroutinesUtils;
import org.springframework.core.KotlinDetector;
import org.springframework.util.ReflectionUtils;

/**
 * The method of a fallback, which runs with the fields of the bean whatever proxies stand
 * before it. A proxy that sees the call is called, so that its other aspects are in
 * force; one that does not is passed by. Used by many threads.
 */
final class AnsweringMethod {

	private final Method method;

	/**
	 * The body of a default method, {@code null} for other methods.
	 */
	private final @Nullable MethodHandle body;

	private final boolean suspends;

	AnsweringMethod(Method method) {
		this.method = method;
		this.body = body(method);
		this.suspends = KotlinDetector.isSuspendingFunction(method);
		method.setAccessible(true);
	}

	private static @Nullable MethodHandle body(Method method) {
		if (!method.isDefault()) {
			return null;
		}
		Class<?> type = method.getDeclaringClass();
		try {
			MethodHandle body = MethodHandles.privateLookupIn(type, MethodHandles.lookup())
				.unreflectSpecial(method, type);
			return body.asFixedArity().asSpreader(Object[].class, method.getParameterCount());
		}
		catch (IllegalAccessException ex) {
			return null;
		}
	}

	Method method() {
		return this.method;
	}

	/**
	 * Calls the method. Of a proxy without an object behind it the body of a default
	 * method is run directly: a client that Spring makes for an interface of HTTP fails
	 * where that interface is not public.
	 * @param object the bean, {@code null} for a static method
	 * @param arguments the arguments
	 * @return what it returns
	 * @throws Throwable what it throws
	 */
	@Nullable Object call(@Nullable Object object, @Nullable Object[] arguments) throws Throwable {
		if (object != null && this.body != null && isHollow(object)) {
			return this.body.invoke(object, arguments);
		}
		if (!(object instanceof SpringProxy) || Modifier.isStatic(this.method.getModifiers())) {
			return invoke(this.method, object, arguments);
		}
		Method seen = seenBy(object);
		return (seen != null) ? invoke(seen, object, arguments) : callBehind(object, arguments);
	}

	private static boolean isHollow(Object object) {
		return Proxy.isProxyClass(object.getClass())
				&& (!(object instanceof Advised advised) || advised.getTargetSource() instanceof EmptyTargetSource);
	}

	/**
	 * Finds the method by which a proxy sees the call: this one, where the proxy is a
	 * sub-class that overrides it or where it belongs to an interface of the proxy,
	 * otherwise that of an interface which this one implements.
	 */
	private @Nullable Method seenBy(Object proxy) {
		if (!Proxy.isProxyClass(proxy.getClass())) {
			return GuardablePlaces.canOverride(this.method, proxy.getClass()) ? this.method : null;
		}
		Class<?> type = this.method.getDeclaringClass();
		return type.isInstance(proxy) ? this.method : ofInterface(proxy.getClass().getInterfaces());
	}

	private @Nullable Method ofInterface(Class<?>[] interfaces) {
		for (Class<?> each : interfaces) {
			for (Method declared : each.getMethods()) {
				if (declared.getName().equals(this.method.getName())
						&& AopUtils.getMostSpecificMethod(declared, this.method.getDeclaringClass())
							.equals(this.method)) {
					ReflectionUtils.makeAccessible(declared);
					return declared;
				}
			}
		}
		return null;
	}

	private @Nullable Object callBehind(Object proxy, @Nullable Object[] arguments) throws Throwable {
		TargetSource source = (proxy instanceof Advised advised) ? advised.getTargetSource()
				: EmptyTargetSource.INSTANCE;
		Object target = source.getTarget();
		if (target == null) {
			throw new IllegalStateException("The fallback '" + Signature.of(this.method)
					+ "' cannot be called: no proxy sees the call, and nobody can look behind that of "
					+ proxy.getClass().getName());
		}
		try {
			return call(target, arguments);
		}
		finally {
			if (!source.isStatic()) {
				source.releaseTarget(target);
			}
		}
	}

	private @Nullable Object invoke(Method method, @Nullable Object object, @Nullable Object[] arguments)
			throws Throwable {
		if (this.suspends && object != null) {
			return CoroutinesUtils.invokeSuspendingFunction(method, object, arguments);
		}
		try {
			return method.invoke(object, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
	}

}
