package io.breaker.spring;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

/**
 * The class path of the tests once more, without some of its libraries, seen by nobody
 * else: nothing of it is shared with the test but the JDK.
 */
final class FreshClassPath extends URLClassLoader {

	private FreshClassPath(URL[] places) {
		super("fresh", places, ClassLoader.getPlatformClassLoader());
	}

	/**
	 * Creates a class path.
	 * @param library tells by the name of a file whether it is left out
	 */
	static FreshClassPath without(Predicate<String> library) {
		URL[] places = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.map(Path::of)
			.filter((place) -> !library.test(place.getFileName().toString()))
			.map(FreshClassPath::url)
			.toArray(URL[]::new);
		return new FreshClassPath(places);
	}

	private static URL url(Path place) {
		try {
			return place.toUri().toURL();
		}
		catch (MalformedURLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Calls something that is loaded anew.
	 * @param type what to call; it can be made without arguments
	 * @return its result, of a class of the JDK
	 */
	@SuppressWarnings("unchecked")
	<T> T call(Class<? extends Callable<T>> type) throws Exception {
		Thread thread = Thread.currentThread();
		ClassLoader before = thread.getContextClassLoader();
		thread.setContextClassLoader(this);
		try {
			var constructor = loadClass(type.getName()).getDeclaredConstructor();
			constructor.setAccessible(true);
			return ((Callable<T>) constructor.newInstance()).call();
		}
		finally {
			thread.setContextClassLoader(before);
		}
	}

	boolean has(String type) {
		try {
			loadClass(type);
			return true;
		}
		catch (ClassNotFoundException ex) {
			return false;
		}
	}

}
