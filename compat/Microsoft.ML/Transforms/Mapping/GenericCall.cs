using System.Reflection;

namespace Microsoft.ML.Transforms;

/// <summary>Calls a generic method whose type arguments are known when the program runs, such as a column's.</summary>
internal static class GenericCall
{
    /// <summary>Calls a static method of <paramref name="owner"/>. What it throws is thrown as it is.</summary>
    internal static TResult Invoke<TResult>(Type owner, string method, Type[] types, params object[] arguments)
        => (TResult)owner
            .GetMethod(method, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            .MakeGenericMethod(types)
            .Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null);
}
