using System.ComponentModel;
using System.Diagnostics;
using System.Xml.Linq;

namespace Consumers;

/// <summary>A program that is published for WebAssembly against the packages, and run by Node.js as a browser would run it.</summary>
/// <param name="Name">The name of its project.</param>
/// <param name="Source">Its one file.</param>
/// <param name="Package">The package it refers to.</param>
internal sealed record WebAssemblyProgram(string Name, string Source, string Package)
{
    private const long MostBytes = 10_000_000;

    // Any script of a page does the same.
    private const string Start = "import { dotnet } from './_framework/dotnet.js';\nawait dotnet.run();\n";

    /// <summary>Publishes and runs it.</summary>
    /// <param name="workspace">Where it is published.</param>
    /// <param name="expected">What it is to write.</param>
    /// <returns>Why it was left out; null where it ran.</returns>
    /// <exception cref="FailureException">It cannot be published, is too large, or writes something else.</exception>
    public string? Use(Workspace workspace, string expected)
    {
        if (!HasNode())
            return "there is no Node.js here";
        string folder = Directory.CreateDirectory(Path.Combine(workspace.Folder, Name)).FullName;
        string page = Directory.CreateDirectory(Path.Combine(folder, "wwwroot")).FullName;
        File.WriteAllText(Path.Combine(folder, "Program.cs"), Source);
        File.WriteAllText(Path.Combine(page, "main.mjs"), Start);
        new XElement("Project",
            new XAttribute("Sdk", "Microsoft.NET.Sdk.WebAssembly"),
            new XElement("PropertyGroup", new XElement("OutputType", "Exe"), new XElement("AllowUnsafeBlocks", "true"), new XElement("InvariantGlobalization", "true")),
            new XElement("ItemGroup", new XElement(
                "PackageReference", new XAttribute("Include", Package), new XAttribute("Version", workspace.VersionOf(Package)))))
            .Save(Path.Combine(folder, $"{Name}.csproj"));
        try
        {
            Dotnet.Run(folder, "restore");
        }
        catch (FailureException failure) when (failure.Message.Contains("browser-wasm", StringComparison.Ordinal)
            || failure.Message.Contains("WebAssembly.Pack", StringComparison.OrdinalIgnoreCase))
        {
            return "the feeds of this machine have no runtime for WebAssembly";
        }

        Dotnet.Run(folder, "publish", "--output", "out");
        string published = Path.Combine(folder, "out", "wwwroot");
        long bytes = SizeOf(published, "*.wasm") + SizeOf(published, "*.js"), compressed = SizeOf(published, "*.br");
        if (bytes > MostBytes)
            throw new FailureException($"It has {bytes} bytes; {MostBytes} are the most.");
        string output = Dotnet.RunProgram("node", published, "main.mjs");
        FailureException.ThrowUnlessContains(output, expected);
        Console.WriteLine($"        {bytes / 1e6:F1} MB, {compressed / 1e6:F1} MB compressed; {output.TrimEnd().Split('\n')[^1]}");
        Directory.Delete(folder, recursive: true);
        return null;
    }

    private static long SizeOf(string folder, string pattern) =>
        Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length);

    private static bool HasNode()
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo("node", "--version") { RedirectStandardOutput = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
