String log = new File(basedir, 'build.log').text

assert log.contains("The fallback 'lastKnowStock' of InventoryClient.stock(String)")
assert log.contains("InventoryClient has no method 'lastKnowStock'")
