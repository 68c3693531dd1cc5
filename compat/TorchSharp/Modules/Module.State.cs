using System.Text;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>Parameters and persistent buffers by name: the tensors themselves, not copies.</summary>
            public virtual Dictionary<string, Tensor> state_dict(
                Dictionary<string, Tensor>? destination = null, string? prefix = null)
            {
                destination ??= [];
                string Full(string name) => string.IsNullOrEmpty(prefix) ? name : $"{prefix}.{name}";
                foreach ((string name, Parameter parameter) in named_parameters())
                    destination.TryAdd(Full(name), parameter);
                foreach ((string name, Tensor buffer) in named_buffers(true, false))
                    destination.TryAdd(Full(name), buffer);
                return destination;
            }

            /// <summary>Copies values in by name.</summary>
            /// <returns>The names that were missing, and those that are not of this module.</returns>
            /// <exception cref="InvalidOperationException">There are such, and strict is set.</exception>
            public virtual (IList<string> missing_keys, IList<string> unexpected_keyes) load_state_dict(
                Dictionary<string, Tensor> source, bool strict = true, IList<string>? skip = null)
            {
                Dictionary<string, Tensor> state = state_dict();
                bool Wanted(string key) => skip is null || !skip.Contains(key);
                List<string> missing = [.. state.Keys.Where(key => Wanted(key) && !source.ContainsKey(key))];
                List<string> unexpected = [.. source.Keys.Where(key => Wanted(key) && !state.ContainsKey(key))];
                if (strict && (missing.Count > 0 || unexpected.Count > 0))
                    throw new InvalidOperationException(
                        "The loaded state_dict is not identical to the target dictionary.");

                using IDisposable _ = no_grad();
                foreach ((string key, Tensor value) in source)
                    if (Wanted(key) && state.TryGetValue(key, out Tensor? target))
                        target.copy_(value);
                return (missing, unexpected);
            }

            public Module save(string location, IList<string>? skip = null)
            {
                using FileStream stream = File.Create(location);
                return save(stream, skip);
            }

            /// <summary>Writes the state, and closes the stream, as TorchSharp does.</summary>
            public Module save(Stream stream, IList<string>? skip = null)
            {
                using var writer = new BinaryWriter(stream);
                return save(writer, skip);
            }

            public Module save(BinaryWriter writer, IList<string>? skip = null)
            {
                save_state_dict(writer, state_dict(), skip);
                return this;
            }

            public static void save_state_dict(
                BinaryWriter writer, Dictionary<string, Tensor> sd, IList<string>? skip = null)
            {
                var entries = sd.Where(entry => skip is null || !skip.Contains(entry.Key)).ToList();
                TensorFormat.WriteNumber(writer, entries.Count);
                foreach ((string key, Tensor value) in entries)
                {
                    byte[] utf8 = Encoding.UTF8.GetBytes(key);
                    TensorFormat.WriteNumber(writer, utf8.Length);
                    writer.Write(utf8);
                    value.Save(writer);
                }
            }

            public virtual Module load(
                string location,
                bool strict = true,
                IList<string>? skip = null,
                Dictionary<string, bool>? loadedParameters = null)
            {
                using FileStream stream = File.OpenRead(location);
                return load(stream, strict, skip, loadedParameters);
            }

            public Module load(
                Stream stream,
                bool strict = true,
                IList<string>? skip = null,
                Dictionary<string, bool>? loadedParameters = null)
            {
                using var reader = new BinaryReader(stream);
                return load(reader, strict, skip, loadedParameters);
            }

            public virtual Module load(
                BinaryReader reader,
                bool strict = true,
                IList<string>? skip = null,
                Dictionary<string, bool>? loadedParameters = null)
            {
                Dictionary<string, Tensor> state = state_dict();
                long count = TensorFormat.ReadNumber(reader);
                if (strict && count != state.Count - (skip?.Count(state.ContainsKey) ?? 0))
                    throw new ArgumentException(
                        $"Mismatched state_dict sizes: expected {state.Count}, but found {count} entries.");

                for (long i = 0; i < count; i++)
                {
                    string key = Encoding.UTF8.GetString(reader.ReadBytes((int)TensorFormat.ReadNumber(reader)));
                    bool wanted = skip is null || !skip.Contains(key);
                    bool known = state.TryGetValue(key, out Tensor? target);
                    if (strict && wanted && !known)
                        throw new ArgumentException(
                            "Mismatched module state names: the target modules does not have a submodule or buffer " +
                            $"named '{key}'");
                    loadedParameters?.TryAdd(key, wanted && known);
                    if (target is not null) target.Load(reader, skip: !wanted);
                    else TensorFormat.Read(reader).Dispose();
                }

                return this;
            }

            /// <summary>Moves or converts parameters and buffers; the wrappers stay valid.</summary>
            internal void Convert(ScalarType? dtype, Device? device, bool nonBlocking)
            {
                using DisposeScope scope = NewDisposeScope();
                using IDisposable _ = no_grad();
                foreach (Tensor tensor in parameters().Concat(buffers()))
                {
                    ScalarType type = tensor.is_floating_point() ? dtype ?? tensor.dtype : tensor.dtype;
                    tensor.BecomeCopyOf(tensor.to(type, device ?? tensor.device, non_blocking: nonBlocking));
                }
            }
        }
    }
}
