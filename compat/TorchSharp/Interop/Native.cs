using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

[assembly: DisableRuntimeMarshalling]

namespace TorchSharp;

/// <summary>The C interface of the native half; <c>native/shim.h</c> says what its functions return.</summary>
internal static partial class Native
{
    private const string Library = "DeepQTorchShim";

    [LibraryImport(Library)]
    private static unsafe partial byte* torch_last_error();

    /// <summary>The exception for the message that LibTorch left on this thread.</summary>
    internal static unsafe ExternalException LastError() => new(Marshal.PtrToStringUTF8((nint)torch_last_error()));

    /// <summary>Throws LibTorch's message if a native call gave anything but zero.</summary>
    internal static void Check(int status)
    {
        if (status != 0) throw LastError();
    }
}
