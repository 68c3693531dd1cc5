using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace DeepQ.Learning.Torch;

/// <summary>Loads TorchSharp's native library, or reports why it cannot be loaded.</summary>
internal static partial class TorchLibrary
{
    private const string Packages =
        "TorchSharp-cpu, TorchSharp-cuda-linux or TorchSharp-cuda-windows, in the version of TorchSharp that is in use";

    private static volatile bool _loaded;

    private static string FileName =>
        OperatingSystem.IsWindows() ? "LibTorchSharp.dll"
        : OperatingSystem.IsMacOS() ? "libLibTorchSharp.dylib"
        : "libLibTorchSharp.so";

    /// <summary>Loads the library if it is not loaded yet.</summary>
    /// <exception cref="DllNotFoundException">The library cannot be loaded; the message says why and what to do.</exception>
    public static void EnsureLoaded()
    {
        if (_loaded)
            return;

        string? library = SearchedFolders().Select(folder => Path.Combine(folder, FileName)).FirstOrDefault(File.Exists);
        // TorchSharp would copy half a gigabyte from the package cache and then fail for the same reason.
        if (library is not null && MissingVersion().IsMatch(LoaderMessage(library)))
            throw new DllNotFoundException(DescribeFailure(library));

        try
        {
            RuntimeHelpers.RunClassConstructor(typeof(torch).TypeHandle);
            _loaded = true;
        }
        catch (TypeInitializationException exception)
        {
            throw new DllNotFoundException(library is null ? DescribeMissing() : DescribeFailure(library), exception);
        }
    }

    /// <summary>Describes why an existing native library does not load.</summary>
    /// <param name="path">The path of the library.</param>
    internal static string DescribeFailure(string path)
    {
        string reason = LoaderMessage(path);
        string name = Path.GetFileName(path);
        Match version = MissingVersion().Match(reason);
        if (version.Success)
        {
            string system = Path.GetFileName(version.Groups["system"].Value), needed = version.Groups["version"].Value;
            return $"TorchSharp's native library {name} needs {needed} of {system}, and this system's is older. Build the program " +
                $"on this system, where the build adapts the library to it, or run it where {system} is newer " +
                "(for GLIBCXX_3.4.32: Ubuntu 24.04, Debian 13, RHEL 10). A build adapts it with the package DeepQ.Learning; a project " +
                "that refers to the sources instead must import eng/LibTorchSharp/DeepQ.Learning.targets.";
        }
        string detail = reason.Trim().Split('\n')[^1].TrimEnd('.');
        return $"TorchSharp's native library {name} does not load: {detail}. The application must reference one package " +
            $"of native libraries and no other: {Packages}.";
    }

    /// <summary>Describes that there is no native library.</summary>
    internal static string DescribeMissing() =>
        $"TorchSharp's native library {FileName} is not beside the program. Training needs it: reference one of {Packages}, " +
        "in the application.";

    private static string LoaderMessage(string path)
    {
        try
        {
            NativeLibrary.Free(NativeLibrary.Load(path));
            return "its own initialization failed";
        }
        catch (Exception exception) when (exception is DllNotFoundException or BadImageFormatException)
        {
            return exception.Message;
        }
    }

    private static IEnumerable<string> SearchedFolders()
    {
        string searched = AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "";
        return searched.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Append(AppContext.BaseDirectory);
    }

    // glibc's loader reports: "/usr/lib/.../libstdc++.so.6: version `GLIBCXX_3.4.32' not found (required by ...)".
    [GeneratedRegex(@"(?<system>[^\s:]+): version [`'](?<version>[^']+)' not found")]
    private static partial Regex MissingVersion();
}
