import '@fontsource-variable/inter/index.css'
import '@fontsource-variable/source-serif-4/index.css'
import './base.css'
import './tokens.css'
import './mantine.css'
import {
  Button,
  createTheme,
  Menu,
  Modal,
  NativeSelect,
  Popover,
  Select,
  Textarea,
  TextInput,
  Tooltip,
} from '@mantine/core'

const field = {
  size: 'sm',
  inputWrapperOrder: ['label', 'description', 'error', 'input'] as ('label' | 'description' | 'error' | 'input')[],
}
const brief = { duration: 100, transition: 'fade' } as const

/**
 * Colours and sizes are CSS (tokens.css); this only says how Mantine behaves. A button is plain unless it says that it is
 * the page's one primary act. Dialogs do not lock scrolling themselves: that would need inline style elements.
 */
export const theme = createTheme({
  primaryColor: 'green',
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Button: Button.extend({ defaultProps: { variant: 'default', size: 'sm' } }),
    TextInput: TextInput.extend({ defaultProps: field }),
    Textarea: Textarea.extend({ defaultProps: field }),
    NativeSelect: NativeSelect.extend({ defaultProps: field }),
    Select: Select.extend({ defaultProps: field }),
    Modal: Modal.extend({
      defaultProps: {
        lockScroll: false,
        // The head of a dialog is not the banner of the page.
        attributes: { header: { role: 'none' } },
        centered: true,
        transitionProps: brief,
        overlayProps: { backgroundOpacity: 0.35 },
      },
    }),
    Menu: Menu.extend({
      defaultProps: { transitionProps: brief, shadow: 'none', withInitialFocusPlaceholder: false },
    }),
    Popover: Popover.extend({ defaultProps: { transitionProps: brief } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 250, transitionProps: brief, multiline: true } }),
  },
})
