import { FormSelect, FormSelectOption, SearchInput, ToggleGroup, ToggleGroupItem } from '@patternfly/react-core';
import ListIcon from '@patternfly/react-icons/dist/esm/icons/list-icon';
import ThLargeIcon from '@patternfly/react-icons/dist/esm/icons/th-large-icon';
import { useSearchText } from '../../../ui/useSearchText';
import { texts } from '../../../texts';
import { lifecycleName } from '../api/LifecycleLabel';
import { LIFECYCLE_STATES } from '../api/shapes';
import { homeSearchShape, SORTS, type HomeSearch } from './search';

interface Props {
  readonly search: HomeSearch;
  readonly onChange: (change: Partial<HomeSearch>) => void;
}

/** How the user looks at the list. */
export function HomeToolbar({ search, onChange }: Props) {
  const words = texts.home;
  const [text, type] = useSearchText(search.q ?? '', (q) => onChange({ q: q === '' ? undefined : q }));
  const view = search.view ?? 'cards';
  return (
    <div className="sluice-toolbar" role="search">
      <SearchInput
        className="sluice-toolbar__search"
        aria-label={words.search}
        placeholder={words.search}
        value={text}
        onChange={(_, next) => type(next)}
        onClear={() => type('')}
      />
      <FormSelect
        className="sluice-toolbar__choice"
        aria-label={words.filterState}
        value={search.state ?? ''}
        onChange={(_, state) => onChange({ state: homeSearchShape.shape.state.parse(state) })}
      >
        <FormSelectOption value="" label={words.anyState} />
        {LIFECYCLE_STATES.map((state) => (
          <FormSelectOption key={state} value={state} label={lifecycleName(state)} />
        ))}
      </FormSelect>
      <FormSelect
        className="sluice-toolbar__choice"
        aria-label={words.sort}
        value={search.sort ?? SORTS[0]}
        onChange={(_, sort) => onChange({ sort: homeSearchShape.shape.sort.parse(sort) })}
      >
        {SORTS.map((sort) => (
          <FormSelectOption key={sort} value={sort} label={words.sorts[sort]} />
        ))}
      </FormSelect>
      <ToggleGroup aria-label={words.view}>
        <ToggleGroupItem
          icon={<ThLargeIcon />}
          aria-label={words.cards}
          buttonId="view-cards"
          isSelected={view === 'cards'}
          onChange={() => onChange({ view: undefined })}
        />
        <ToggleGroupItem
          icon={<ListIcon />}
          aria-label={words.table}
          buttonId="view-table"
          isSelected={view === 'table'}
          onChange={() => onChange({ view: 'table' })}
        />
      </ToggleGroup>
    </div>
  );
}
