package io.breaker.spring

import io.breaker.CallRejectedException
import java.io.IOException
import java.util.concurrent.atomic.AtomicInteger
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.cancel
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import kotlinx.coroutines.withTimeoutOrNull
import kotlinx.coroutines.yield

/**
 * A bean in Kotlin: suspending functions and flows.
 */
open class Coroutines {

	private val count = AtomicInteger()

	open fun getBodies(): AtomicInteger = count

	private val lastKnown = "last known"

	@CircuitBreaker(name = "suspending", fallback = ["onRejection"])
	open suspend fun stock(sku: String): String {
		count.incrementAndGet()
		yield()
		return "42 of $sku"
	}

	private fun onRejection(sku: String, rejected: CallRejectedException): String = "rejected $sku"

	@CircuitBreaker("bare")
	open suspend fun bare(): String {
		count.incrementAndGet()
		return "bare"
	}

	@CircuitBreaker("absent")
	open suspend fun absent(): String? {
		yield()
		return null
	}

	@CircuitBreaker("nothing")
	open suspend fun nothing() {
		yield()
	}

	@CircuitBreaker(name = "failing", fallback = ["later"])
	open suspend fun failing(sku: String): String {
		yield()
		throw IOException(sku)
	}

	private suspend fun later(sku: String, failure: IOException): String {
		yield()
		return "$lastKnown of $sku"
	}

	@CircuitBreaker("waiting")
	open suspend fun waiting(started: CompletableDeferred<Unit>): String {
		started.complete(Unit)
		CompletableDeferred<String>().await()
		return "never"
	}

	@CircuitBreaker(name = "impatient", fallback = ["tooLate"])
	open suspend fun impatient(): String = withTimeout(1) { awaitCancellation() }

	private fun tooLate(): String = "too late"

	@CircuitBreaker(name = "flow", fallback = ["spareFlow"])
	open fun flow(broken: Boolean): Flow<String> = flow {
		count.incrementAndGet()
		if (broken) throw IOException()
		emit("one")
		emit("two")
	}

	@CircuitBreaker("endless")
	open fun endless(): Flow<String> = flow {
		emit("one")
		awaitCancellation()
	}

	private fun spareFlow(): Flow<String> = flow { emit("spare") }

	@CircuitBreaker("suspended-flow")
	open suspend fun suspendedFlow(): Flow<String> {
		yield()
		count.incrementAndGet()
		return flow {
			emit("one")
			emit("two")
		}
	}
}

/**
 * Calls from Kotlin, for tests in Java.
 */
object KotlinCalls {

	@JvmStatic fun stock(bean: Coroutines, sku: String): String = runBlocking { bean.stock(sku) }

	@JvmStatic fun bare(bean: Coroutines): String = runBlocking { bean.bare() }

	@JvmStatic fun absent(bean: Coroutines): String? = runBlocking { bean.absent() }

	@JvmStatic fun nothing(bean: Coroutines) = runBlocking { bean.nothing() }

	@JvmStatic fun failing(bean: Coroutines, sku: String): String = runBlocking { bean.failing(sku) }

	@JvmStatic fun flow(bean: Coroutines, broken: Boolean): List<String> = runBlocking { bean.flow(broken).toList() }

	@JvmStatic fun twice(bean: Coroutines): List<String> = runBlocking {
		val flow = bean.flow(false)
		flow.toList() + flow.toList()
	}

	@JvmStatic fun impatient(bean: Coroutines): String = runBlocking { bean.impatient() }

	@JvmStatic fun first(bean: Coroutines): String = runBlocking { bean.endless().first() }

	/** Waits less long than the call takes. */
	@JvmStatic fun givenUp(bean: Coroutines): String? = runBlocking {
		withTimeoutOrNull(50) { bean.waiting(CompletableDeferred()) }
	}

	@JvmStatic fun suspendedFlow(bean: Coroutines): List<String> = runBlocking { bean.suspendedFlow().toList() }

	/** Starts a call, waits until its body runs, and cancels it. */
	@JvmStatic fun cancelled(bean: Coroutines) = runBlocking {
		val started = CompletableDeferred<Unit>()
		val scope = CoroutineScope(Dispatchers.Default + SupervisorJob())
		val job = scope.launch { bean.waiting(started) }
		started.await()
		job.cancel()
		job.join()
		scope.cancel()
	}
}
