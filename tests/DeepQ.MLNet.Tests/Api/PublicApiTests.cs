using System.Reflection;
using System.Runtime.CompilerServices;
using PublicApiGenerator;

namespace DeepQ.MLNet.Tests.Api;

/// <summary>
/// Holds the public surface of each library against the one that was approved. A change that is meant is approved by
/// replacing the approved file with the received one.
/// </summary>
public sealed class PublicApiTests
{
    [Theory]
    [InlineData(typeof(IEnvironment))]
    [InlineData(typeof(OnnxGraph))]
    [InlineData(typeof(DqnTrainer))]
    [InlineData(typeof(OnnxPolicy))]
    [InlineData(typeof(DeepQTrainer))]
    public void The_public_surface_is_the_approved_one(Type type)
    {
        Assembly assembly = type.Assembly;
        string received = assembly.GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false });
        string approved = Path.Combine(Folder(), $"{assembly.GetName().Name}.approved.txt");
        string expected = File.Exists(approved) ? File.ReadAllText(approved).ReplaceLineEndings() : "";
        if (received.ReplaceLineEndings() != expected)
            File.WriteAllText(Path.ChangeExtension(approved, null).Replace(".approved", ".received.txt", StringComparison.Ordinal), received);
        Assert.Equal(expected, received.ReplaceLineEndings());
    }

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
