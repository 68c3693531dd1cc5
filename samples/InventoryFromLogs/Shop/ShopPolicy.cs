namespace InventorySample;

/// <summary>A policy: the probability of an order in a state.</summary>
internal delegate double ShopPolicy(ShopState state, int order);
