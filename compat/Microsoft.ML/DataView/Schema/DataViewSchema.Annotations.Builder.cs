using Microsoft.ML.Data;

namespace Microsoft.ML;

public sealed partial class DataViewSchema
{
    public sealed partial class Annotations
    {
        /// <summary>Collects annotations.</summary>
        public sealed class Builder
        {
            private readonly List<(DetachedColumn Column, Delegate Getter)> _items = [];

            /// <summary>Adds those whose name the selector accepts.</summary>
            public void Add(Annotations annotations, Func<string, bool> selector)
            {
                ArgumentNullException.ThrowIfNull(selector);
                if (annotations == null)
                    return;
                foreach (Column column in annotations.Schema)
                {
                    if (selector(column.Name))
                        _items.Add((new DetachedColumn(column), annotations._getters[column.Index]));
                }
            }

            public void Add<TValue>(
                string name, DataViewType type, ValueGetter<TValue> getter, Annotations annotations = null)
            {
                ArgumentNullException.ThrowIfNull(type);
                ArgumentNullException.ThrowIfNull(getter);
                if (type.RawType != typeof(TValue))
                {
                    throw new ArgumentException(
                        $"The getter gives {typeof(TValue)}, but a {type} is a {type.RawType}.", nameof(type));
                }

                _items.Add((new DetachedColumn(name, type, annotations), getter));
            }

            public void Add(string name, DataViewType type, Delegate getter, Annotations annotations = null)
            {
                ArgumentNullException.ThrowIfNull(type);
                ArgumentNullException.ThrowIfNull(getter);
                if (getter.GetType() != typeof(ValueGetter<>).MakeGenericType(type.RawType))
                    throw new ArgumentException($"The getter must be a ValueGetter of {type.RawType}.", nameof(getter));
                _items.Add((new DetachedColumn(name, type, annotations), getter));
            }

            public void AddPrimitiveValue<TValue>(
                string name, PrimitiveDataViewType type, TValue value, Annotations annotations = null)
                => Add(name, type, (ref TValue destination) => destination = value, annotations);

            public Annotations ToAnnotations()
                => new(
                    new DataViewSchema([.. _items.Select(item => item.Column)]),
                    [.. _items.Select(item => item.Getter)]);
        }
    }
}
