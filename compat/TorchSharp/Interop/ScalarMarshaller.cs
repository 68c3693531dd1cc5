using System.Runtime.InteropServices.Marshalling;

namespace TorchSharp;

/// <summary>Passes a scalar by value; null is "none", which the native side accepts where it is optional.</summary>
[CustomMarshaller(typeof(Scalar), MarshalMode.ManagedToUnmanagedIn, typeof(ScalarMarshaller))]
internal static class ScalarMarshaller
{
    public static Number ConvertToUnmanaged(Scalar? scalar) => scalar?.Value ?? Number.None;
}
