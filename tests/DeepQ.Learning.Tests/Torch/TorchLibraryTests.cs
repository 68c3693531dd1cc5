using System.Diagnostics;
using DeepQ.Learning.Tests.Support;
using DeepQ.Learning.Torch;

namespace DeepQ.Learning.Tests.Torch;

public sealed class TorchLibraryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_loads_here()
    {
        TorchLibrary.EnsureLoaded();
        TorchLibrary.EnsureLoaded();
    }

    [LinuxFact]
    public void A_version_that_the_system_lacks_is_named_with_what_to_do()
    {
        TorchLibrary.EnsureLoaded(); // what the library refers to is then found by its name
        string library = _folder["libLibTorchSharp.so"];
        byte[] image = LibTorchSharpFile.ReadWith("GLIBCXX_3.4.32", "GLIBCXX_9.4.32");
        int hash = image.AsSpan().IndexOf(BitConverter.GetBytes(LibTorchSharpFile.HashOf("GLIBCXX_3.4.32")));
        BitConverter.GetBytes(LibTorchSharpFile.HashOf("GLIBCXX_9.4.32")).CopyTo(image, hash);
        File.WriteAllBytes(library, image);

        Assert.Equal(
            "TorchSharp's native library libLibTorchSharp.so needs GLIBCXX_9.4.32 of libstdc++.so.6, and this system's is older. " +
            "Build the program on this system, where the build adapts the library to it, or run it where libstdc++.so.6 is " +
            "newer (for GLIBCXX_3.4.32: Ubuntu 24.04, Debian 13, RHEL 10). A build adapts it with the package DeepQ.Learning; a " +
            "project that refers to the sources instead must import eng/LibTorchSharp/DeepQ.Learning.targets.",
            TorchLibrary.DescribeFailure(library));
    }

    [Fact]
    public void A_file_that_is_no_library_is_named_with_what_the_loader_says()
    {
        string library = _folder["libLibTorchSharp.so"];
        File.WriteAllText(library, "no library");

        string message = TorchLibrary.DescribeFailure(library);

        Assert.StartsWith("TorchSharp's native library libLibTorchSharp.so does not load: ", message);
        Assert.Contains("TorchSharp-cpu, TorchSharp-cuda-linux or TorchSharp-cuda-windows", message);
    }

    [Fact]
    public void A_program_without_native_packages_is_told_to_reference_one()
    {
        // artifacts/bin/<project>/<configuration>: the same place as this test's, but for the project.
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        string program = Path.Combine(here.Parent!.Parent!.FullName, "WithoutLibTorch", here.Name, "WithoutLibTorch.dll");

        // TorchSharp looks into the package cache, too.
        var start = new ProcessStartInfo("dotnet", [program]) { RedirectStandardOutput = true };
        start.Environment["NUGET_PACKAGES"] = _folder["packages"];
        using var process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();

        Assert.Equal(0, process.ExitCode);
        Assert.Contains("TorchSharp's native library", output);
        Assert.Contains("reference one package of native libraries", output);
    }
}
