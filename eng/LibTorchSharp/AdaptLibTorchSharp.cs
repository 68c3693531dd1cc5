using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Build.Framework;

/// <summary>
/// Makes a copy of libLibTorchSharp.so that loads where libstdc++ is older than that of GCC 13.
/// </summary>
/// <remarks>
/// The library asks libstdc++ for one symbol of GCC 13, which only initializes the standard streams. The copy asks for
/// the constructor that did the same before. MSBuild compiles this file when a build needs it, so it keeps to
/// .NET Standard 2.0 and to one file.
/// </remarks>
public class AdaptLibTorchSharp : Microsoft.Build.Utilities.Task
{
    /// <summary>The library as its package holds it.</summary>
    [Required]
    public string Library { get; set; }

    /// <summary>The copy to write; left out where the library loads as it is.</summary>
    [Required]
    public string Copy { get; set; }

    /// <summary>Whether the copy is written on systems that do not need it, too.</summary>
    public bool Always { get; set; }

    /// <summary>Whether a copy was written.</summary>
    [Output]
    public bool Adapted { get; set; }

    public override bool Execute()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(Copy)));
        File.Delete(Copy);
        if (!Always && StandardLibrary.Has(LibTorchSharpImage.NewSymbol))
            return true;

        byte[] image = File.ReadAllBytes(Library);
        string problem = new LibTorchSharpImage(image).Adapt();
        if (problem != null)
        {
            Log.LogError(null, "DEEPQ001", null, Library, 0, 0, 0, 0,
                "This system's libstdc++ is older than " + LibTorchSharpImage.NewVersion + ", and the library cannot be "
                + "adapted to it: " + problem + " Build on a newer system (Ubuntu 24.04, Debian 13), or set "
                + "DeepQAdaptLibTorchSharp to false to take the library as it is.");
            return false;
        }
        File.WriteAllBytes(Copy, image);
        Adapted = true;
        Log.LogMessage(MessageImportance.High, "  libLibTorchSharp.so: this system's libstdc++ is older than "
            + LibTorchSharpImage.NewVersion + "; the output takes a copy that is adapted to it.");
        return true;
    }
}

/// <summary>The C++ standard library that programs of this system load.</summary>
internal static class StandardLibrary
{
    private const int Lazy = 1;

    public static bool Has(string symbol)
    {
        IntPtr library = dlopen("libstdc++.so.6", Lazy);
        return library != IntPtr.Zero && dlsym(library, symbol) != IntPtr.Zero;
    }

    [DllImport("libdl.so.2")]
    private static extern IntPtr dlopen(string file, int mode);

    [DllImport("libdl.so.2")]
    private static extern IntPtr dlsym(IntPtr library, string symbol);
}

/// <summary>A 64-bit little-endian ELF library that asks libstdc++ for <see cref="NewSymbol"/>.</summary>
/// <remarks>Formats: System V ABI, chapters 4 and 5; Linux Standard Base, "Symbol Versioning".</remarks>
internal sealed class LibTorchSharpImage
{
    public const string NewSymbol = "_ZSt21ios_base_library_initv";
    public const string NewVersion = "GLIBCXX_3.4.32";

    // std::ios_base::Init::Init(), which ignores the object it is called on.
    private const string OldSymbol = "_ZNSt8ios_base4InitC1Ev";
    private const string OldVersion = "GLIBCXX_3.4";

    private const uint DynamicSymbols = 11, NeededVersions = 0x6ffffffe, SymbolVersions = 0x6fffffff;
    private const int SectionSize = 64, SymbolSize = 24;

    private readonly byte[] _image;

    public LibTorchSharpImage(byte[] image) => _image = image;

    /// <summary>Changes the image in place.</summary>
    /// <returns>Why it cannot be changed, the image as it was; null if it has been changed.</returns>
    public string Adapt()
    {
        try
        {
            return AdaptParts();
        }
        catch (Exception exception) when (exception is ArgumentException || exception is IndexOutOfRangeException
            || exception is OverflowException)
        {
            return "it is not a library that the linker wrote (" + exception.Message + ").";
        }
    }

    private string AdaptParts()
    {
        if (_image.Length < SectionSize || BitConverter.ToUInt32(_image, 0) != 0x464c457f || _image[4] != 2 || _image[5] != 1)
            return "it is not a 64-bit ELF library.";

        CheckpointSection symbols = FindSection(DynamicSymbols), versions = FindSection(SymbolVersions);
        CheckpointSection needed = FindSection(NeededVersions);
        if (symbols == null || versions == null || needed == null)
            return "it has no dynamic symbols with versions.";

        CheckpointSection names = SectionAt((int)symbols.Link);
        int newEntry = FindVersion(needed, names, NewVersion), oldEntry = FindVersion(needed, names, OldVersion);
        if (newEntry < 0)
            return "it does not ask for " + NewVersion + ", so that something else keeps it from loading.";

        List<int> askers = SymbolsOf(versions, BitConverter.ToUInt16(_image, newEntry + 6));
        if (oldEntry < 0 || askers.Count != 1 || NameOf(symbols, names, askers[0]) != NewSymbol)
            return "it is not the one of TorchSharp 0.107: of " + NewVersion + " it asks for "
                + string.Join(", ", askers.ConvertAll(symbol => NameOf(symbols, names, symbol)).ToArray()) + ".";

        int name = names.Offset + BitConverter.ToInt32(_image, symbols.Offset + askers[0] * SymbolSize);
        if (name > names.Offset && _image[name - 1] != 0)
            return "the name of the symbol is the end of a longer one.";

        Array.Clear(_image, name, NewSymbol.Length);
        Encoding.ASCII.GetBytes(OldSymbol).CopyTo(_image, name);
        Array.Copy(_image, oldEntry, _image, newEntry, 4); // the hash
        Array.Copy(_image, oldEntry + 8, _image, newEntry + 8, 4); // the name
        return null;
    }

    private CheckpointSection FindSection(uint type)
    {
        for (int i = 0; i < BitConverter.ToUInt16(_image, 60); i++)
        {
            CheckpointSection section = SectionAt(i);
            if (section.Type == type)
                return section;
        }
        return null;
    }

    private CheckpointSection SectionAt(int index)
    {
        int at = checked((int)BitConverter.ToInt64(_image, 40) + index * SectionSize);
        return new CheckpointSection
        {
            Type = BitConverter.ToUInt32(_image, at + 4),
            Offset = checked((int)BitConverter.ToInt64(_image, at + 24)),
            Size = checked((int)BitConverter.ToInt64(_image, at + 32)),
            Link = BitConverter.ToUInt32(_image, at + 40),
            Count = BitConverter.ToUInt32(_image, at + 44),
        };
    }

    /// <summary>The place of a needed version (Elfxx_Vernaux: hash, flags, index, name, next); −1 if there is none.</summary>
    private int FindVersion(CheckpointSection needed, CheckpointSection names, string version)
    {
        int file = needed.Offset;
        for (uint i = 0; i < needed.Count; i++)
        {
            int entry = file + BitConverter.ToInt32(_image, file + 8);
            for (int k = 0; k < BitConverter.ToUInt16(_image, file + 2); k++)
            {
                if (TextAt(names.Offset + BitConverter.ToInt32(_image, entry + 8)) == version)
                    return entry;

                entry += BitConverter.ToInt32(_image, entry + 12);
            }
            file += BitConverter.ToInt32(_image, file + 12);
        }
        return -1;
    }

    private List<int> SymbolsOf(CheckpointSection versions, ushort version)
    {
        var symbols = new List<int>();
        for (int i = 0; i < versions.Size / 2; i++)
        {
            if (BitConverter.ToUInt16(_image, versions.Offset + 2 * i) == version)
                symbols.Add(i);
        }
        return symbols;
    }

    private string NameOf(CheckpointSection symbols, CheckpointSection names, int symbol) =>
        TextAt(names.Offset + BitConverter.ToInt32(_image, symbols.Offset + symbol * SymbolSize));

    private string TextAt(int offset)
    {
        int end = Array.IndexOf<byte>(_image, 0, offset);
        return Encoding.ASCII.GetString(_image, offset, end - offset);
    }

    private sealed class CheckpointSection
    {
        public uint Type, Link, Count;
        public int Offset, Size;
    }
}
