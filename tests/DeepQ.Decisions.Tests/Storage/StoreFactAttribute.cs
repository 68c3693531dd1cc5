namespace DeepQ.Decisions.Tests.Storage;

/// <summary>A test of a store. Projects whose store is not on every machine have one that skips.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class StoreFactAttribute : FactAttribute;
